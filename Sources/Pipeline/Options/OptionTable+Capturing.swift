extension OptionKey {
  /// What packets are captured, and what is kept of them.
  static let capturing: [OptionKey] = [
    OptionKey(
      name: "interface", place: .texts(\.interface), section: .capturing, valueName: "name",
      "The interface to listen to; can be given several times. any is all of them."),
    OptionKey(
      name: "filter", place: .text(\.filter), section: .capturing, standard: .words("all packets"),
      valueName: "expr",
      "Which packets are captured, as tcpdump has it (pcap-filter(7)): 'udp port 5060 or tcp port 5061'."
    ),
    OptionKey(
      name: "promiscuous", place: .flag(\.promiscuous), section: .capturing,
      standard: .value("true"),
      "Whether a card hands on what is not addressed to it, as on a mirror port."),
    OptionKey(
      name: "snap-length", place: .integer(\.snapLength), section: .capturing,
      standard: .value("262144"), valueName: "n", "Bytes that are captured of a packet."),
    OptionKey(
      name: "kernel-buffer", place: .text(\.kernelBuffer), section: .capturing,
      standard: .value("32MB"), valueName: "size",
      "Memory in which the kernel holds the packets of each interface until they are fetched."),
    OptionKey(
      name: "queue", place: .text(\.queue), section: .capturing, standard: .value("64MB"),
      valueName: "size",
      "Memory for packets that wait to be decoded, and as much again for those that wait to be written; what "
        + "does not fit is dropped and counted."),
    OptionKey(
      name: "drop-to", place: .text(\.dropTo), section: .capturing,
      standard: .words("for root nobody, or with --write who owns the folder"), valueName: "user",
      "The user that the program becomes once the interfaces are open; root stays root without its "
        + "capabilities."),
    OptionKey(
      name: "write", place: .text(\.write), section: .capturing, valueName: "file",
      "Keeps the packets as pcapng; where files are rotated, number and time stand before the suffix."
    ),
    OptionKey(
      name: "rotate-size", place: .text(\.rotateSize), section: .capturing, valueName: "size",
      "Begins another file before one is larger: 100MB, 1GB."),
    OptionKey(
      name: "rotate-every", place: .text(\.rotateEvery), section: .capturing, valueName: "time",
      "Begins another file after that time: 15m, 1h."),
    OptionKey(
      name: "keep", place: .integer(\.keep), section: .capturing, standard: .words("all"),
      valueName: "n",
      "How many rotated files are kept; older ones are deleted, those of earlier runs too."),
    OptionKey(
      name: "count", place: .integer(\.count), section: .capturing, valueName: "n",
      "Ends after so many packets."),
    OptionKey(
      name: "duration", place: .text(\.duration), section: .capturing, valueName: "time",
      "Ends after that time: 30s, 8h."),
  ]
}
