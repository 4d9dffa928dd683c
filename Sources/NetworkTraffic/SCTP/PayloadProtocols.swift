/// What messages of SCTP are, by the numbers they say (https://www.iana.org/assignments/sctp-parameters).
enum PayloadProtocols {
  /// The name of a protocol, in small letters as ECS has them; nil if it is not known.
  static func name(_ number: UInt32) -> StaticString? {
    switch number {
    case 1: "iua"
    case 2: "m2ua"
    case 3: "m3ua"
    case 4: "sua"
    case 5: "m2pa"
    case 6: "v5ua"
    case 7: "h248"
    case 8: "bicc"
    case 9: "tali"
    case 10: "dua"
    case 11: "asap"
    case 12: "enrp"
    case 13: "h323"
    case 14: "qipc"
    case 15: "simco"
    case 18: "s1ap"
    case 19: "rua"
    case 20: "hnbap"
    case 21, 22, 23: "forces"
    case 24: "sbcap"
    case 25: "nbap"
    case 27: "x2ap"
    case 28: "ircp"
    case 29: "lcsap"
    case 31: "sabp"
    case 42: "rna"
    case 43: "m2ap"
    case 44: "m3ap"
    case 45: "ssh"
    case 46, 47: "diameter"
    case 50: "dcep"
    case 51, 54, 56: "webrtc-string"
    case 52, 53, 57: "webrtc-binary"
    case 55: "pua"
    case 58: "xwap"
    case 60, 66: "ngap"
    case 61, 67: "xnap"
    case 62, 68: "f1ap"
    case 63: "http"
    case 64, 69: "e1ap"
    case 73: "w1ap"
    default: nil
    }
  }

  /// What a flow is said to carry that has messages of a protocol; nil if it is of no use to tell.
  static func network(_ number: UInt32) -> NetworkProtocol? {
    switch number {
    case 1: .iua
    case 2: .m2ua
    case 3: .m3ua
    case 4: .sua
    case 5: .m2pa
    case 7: .h248
    case 18: .s1ap
    case 46, 47: .diameter
    case 60, 66: .ngap
    default: nil
    }
  }
}
