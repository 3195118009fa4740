"""Libraries are found in the folders that different exports give them."""

import pytest

from courses.packages.content import PackageRefused
from courses.packages.recognising import recognise
from tests.factories.packages import h5p, h5p_library


@pytest.mark.parametrize("folder", ["H5P.X-1.0", "H5P.X-1.0.7", "H5P.X"])
def test_library_is_found_with_its_version_its_patch_or_its_name_alone(folder):
    content = recognise(h5p("H5P.X", {}, h5p_library("H5P.X", folder=folder)))
    assert (content.kind, content.title) == ("h5p", "Made here")


@pytest.mark.parametrize("folder", ["H5P.X-1.00", "H5P.X-1.0.7.1", "H5P.X-1.0.x", "H5P.X-1.1", "H5PxX-1.0.7"])
def test_library_in_a_folder_of_another_version_is_missing(folder):
    with pytest.raises(PackageRefused, match=r"The library H5P.X 1.0 is not in the package."):
        recognise(h5p("H5P.X", {}, h5p_library("H5P.X", folder=folder)))


def test_newest_patch_of_several_is_loaded():
    broken = {"H5P.X-1.0.9/library.json": b"[]"}
    files = h5p("H5P.X", {}, h5p_library("H5P.X", folder="H5P.X-1.0.10"), broken)
    assert recognise(files).kind == "h5p"
    with pytest.raises(PackageRefused, match=r"H5P.X-1.0.9/library.json"):
        recognise({path: content for path, content in files.items() if "1.0.10" not in path})
