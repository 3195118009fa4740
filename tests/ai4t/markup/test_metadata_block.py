import pytest

from ai4t.markup import MetadataBlock, split_metadata_block

ENTRIES = "- Id: EU.1\n- Authors:\n    - A\n    - B\n- Date: 2022-11-15"
INSIDE = "".join(f"    {line}\n" for line in ENTRIES.split("\n"))


@pytest.mark.parametrize(
    "first",
    [
        '??? info "Metadata"',
        '??? info "Metadáta',
        '???+ info "Métadonnées"',
        "!!! info „Metadaten“",
        '??? info "Описание"',
    ],
)
def test_block_of_metadata_is_taken_out_and_lines_keep_their_numbers(first):
    body = f"\n{first}\n{INSIDE}\n# Title\n\nText\n"
    assert split_metadata_block(body) == ("\n" * 8 + "# Title\n\nText\n", MetadataBlock(2, ENTRIES))


def test_block_is_known_by_its_title_alone():
    assert split_metadata_block('??? info "Metadáta"\n    - Názov: 1\n\nText') == (
        "\n\n\nText",
        MetadataBlock(1, "- Názov: 1"),
    )


def test_line_ends_stay():
    body = '??? info "Metadata"\r\n    - Id: 1\r\n\r\nText\r\n'
    assert split_metadata_block(body) == ("\r\n\r\n\r\nText\r\n", MetadataBlock(1, "- Id: 1"))


def test_block_below_the_title_is_found():
    assert split_metadata_block('# Title\n\n??? info "Metadata"\n    - Id: 1\n\nText') == (
        "# Title\n\n\n\n\nText",
        MetadataBlock(3, "- Id: 1"),
    )


@pytest.mark.parametrize(
    "body",
    [
        "Text",
        "",
        'Text first\n\n??? info "Metadata"\n    - Id: 1\n',
        '??? info "More"\n    - Subject: 1\n',
        "# Title\n",
    ],
)
def test_text_without_such_a_block_is_left_alone(body):
    assert split_metadata_block(body) == (body, None)
