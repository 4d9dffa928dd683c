import Delivery

/// docs/fields.md, as `make docs` writes it.
package enum FieldDocument {
  /// The page as Markdown.
  package static func markdown() -> String {
    """
    # The fields of an event

    What genlog's own rules and decoders give, by name and kind; `make docs` writes this page from the table that
    `genlog setup` makes mappings of ([setup.md](setup.md)). A field is absent where it is not known. Names of the
    [Elastic Common Schema](https://www.elastic.co/guide/en/ecs/current/index.html) mean what they mean there.
    `open` fields are objects whose keys come from the log. Rules of yours may add fields.


    """ + FieldPage.markdown()
  }
}
