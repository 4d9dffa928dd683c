/// Names of the groups in which keys are exchanged (https://www.iana.org/assignments/tls-parameters).
package enum TLSGroupNames {
  /// The name of a group; nil if it is not known.
  package static func name(_ code: UInt16) -> StaticString? {
    switch code {
    case 9: "sect283k1"
    case 10: "sect283r1"
    case 11: "sect409k1"
    case 12: "sect409r1"
    case 13: "sect571k1"
    case 14: "sect571r1"
    case 19: "secp192r1"
    case 20: "secp224k1"
    case 21: "secp224r1"
    case 22: "secp256k1"
    case 23: "secp256r1"
    case 24: "secp384r1"
    case 25: "secp521r1"
    case 26: "brainpoolP256r1"
    case 27: "brainpoolP384r1"
    case 28: "brainpoolP512r1"
    case 29: "x25519"
    case 30: "x448"
    case 256: "ffdhe2048"
    case 257: "ffdhe3072"
    case 258: "ffdhe4096"
    case 259: "ffdhe6144"
    case 260: "ffdhe8192"
    case 4587: "SecP256r1MLKEM768"
    case 4588: "X25519MLKEM768"
    case 4589: "SecP384r1MLKEM1024"
    default: nil
    }
  }
}
