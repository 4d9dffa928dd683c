import Delivery
import Event

extension RunReport {
  /// Appends what became of the events at each server.
  static func append(_ accounts: [DeliveryAccount], paths: [String], to out: inout JSONBuffer) {
    out.append(",\"destinations\":[")
    for (index, account) in accounts.enumerated() {
      out.append(index == 0 ? "\n{\"name\":" : ",\n{\"name\":")
      out.append(quoted: account.destination)
      append(account.total, to: &out)
      out.append(",\"inputs\":[")
      for input in account.inputs {
        out.append(input.source == 0 ? "{\"path\":" : ",{\"path\":")
        out.append(quoted: paths[input.source])
        append(input, to: &out)
        out.append("}")
      }
      out.append("]}")
    }
    out.append("]")
  }

  private static func append(_ receipt: DeliveryReceipt, to out: inout JSONBuffer) {
    let numbers: [(StaticString, Int)] = [
      ("created", receipt.created), ("duplicates", receipt.duplicates),
      ("redirected", receipt.redirected), ("rejected", receipt.rejected),
    ]
    for (name, value) in numbers {
      out.append(",\"")
      out.append(name)
      out.append("\":")
      out.append(integer: Int64(value))
    }
  }
}

extension DeliveryAccount {
  /// The account in one line.
  package var summary: String {
    let total = total
    var parts = ["\(total.created) events created"]
    if total.duplicates > 0 { parts.append("\(total.duplicates) there before") }
    if total.redirected > 0 { parts.append("\(total.redirected) in a failure store") }
    if total.rejected > 0 { parts.append("\(total.rejected) laid aside") }
    return "\(destination): \(parts.joined(separator: ", "))"
  }
}
