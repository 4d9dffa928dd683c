extension Component {
  /// The components that genlog knows by name.
  ///
  /// Numbers are Genesys' application types and stand only where a header showed them;
  /// the rest are recognised by name, program or banner.
  package static let all: [Component] = [
    Component(
      "ConfigurationServer", dataset: "confserv", type: 21,
      aliases: ["ConfigServer", "Configuration Server", "CS", "ConfServ"],
      programs: ["confserv"], banners: ["Genesys Configuration Server"]),
    Component(
      "ConfigurationServerProxy", dataset: "confserv_proxy",
      aliases: ["Configuration Server Proxy", "CSProxy"], parent: "ConfigurationServer"),
    Component(
      "SIPServer", dataset: "sipserver", aliases: ["SIP Server", "SIPS"],
      programs: ["sip_server"], parent: "TServer"),
    Component(
      "TServer", dataset: "tserver", type: 1, aliases: ["T-Server"],
      programs: ["avayatserver"],
      banners: ["Tserver for", "T-Server for"]),
    Component(
      "RouterServer", dataset: "urs",
      aliases: ["UniversalRoutingServer", "Universal Routing Server"],
      programs: ["router"], banners: ["Universal Routing Server"]),
    Component(
      "OrchestrationServer", dataset: "ors", aliases: ["Orchestration Server"],
      programs: ["orchestration"], banners: ["Orchestration Server"]),
    Component(
      "StatServer", dataset: "statserver", aliases: ["Stat Server"],
      programs: ["statserver"], banners: ["Genesys StatServer"]),
    Component(
      "OCServer", dataset: "ocs",
      aliases: ["OutboundContactServer", "Outbound Contact Server", "CMServer"],
      programs: ["cm_server"]),
    Component(
      "InteractionServer", dataset: "ixn", aliases: ["Interaction Server"],
      programs: ["interactionserver", "ixnserver"]),
    Component(
      "SCS", dataset: "scs", aliases: ["SolutionControlServer", "Solution Control Server"],
      programs: ["scs"]),
    Component(
      "LCA", dataset: "lca", aliases: ["LocalControlAgent", "Local Control Agent"],
      programs: ["lca"], banners: ["Local Control Agent"]),
    Component(
      "MessageServer", dataset: "messageserver", aliases: ["Message Server"],
      programs: ["messageserver", "message_server"]),
    Component(
      "DBServer", dataset: "dbserver", type: 46, aliases: ["RealDBServer", "DB Server"],
      programs: ["multiserver", "dbserver"]),
    Component(
      "ICON", dataset: "icon", aliases: ["CallConcentrator", "Interaction Concentrator"],
      programs: ["icon"]),
    Component(
      "MCP", dataset: "mcp",
      aliases: [
        "MediaControlPlatform", "Media Control Platform", "VoicePlatformMediaControlPlatform",
      ],
      programs: ["pwcallmgr"], parent: "GVP"),
    Component(
      "ResourceManager", dataset: "rm",
      aliases: ["Resource Manager", "VoicePlatformResourceManager"],
      programs: ["resourcemgr"], parent: "GVP"),
    Component("GVP", dataset: "gvp", aliases: ["Genesys Voice Platform"]),
    Component(
      "SIPProxy", dataset: "sipproxy", aliases: ["SIP Proxy"],
      programs: ["sipproxy", "sip_proxy"], banners: ["Genesys SIPPROXY", "SIP Proxy"]),
    Component(
      "SIPEndpoint", dataset: "sipendpoint", aliases: ["SIP Endpoint", "Softphone"],
      programs: ["genesyssoftphone", "softphone"], banners: ["VoIP endpoint"]),
    Component(
      "GMS", dataset: "gms", aliases: ["GenesysMobileServices", "Genesys Mobile Services"],
      banners: ["Genesys Mobile Server"]),
    Component("GWS", dataset: "gws", aliases: ["GenesysWebServices", "Genesys Web Services"]),
    Component(
      "Workspace", dataset: "workspace",
      aliases: ["InteractionWorkspace", "Interaction Workspace"],
      programs: ["interactionworkspace"], banners: ["InteractionWorkspace - Version"]),
    Component("GAX", dataset: "gax", aliases: ["GenesysAdministrator", "Genesys Administrator"]),
    Component("URSHTTPBridge", dataset: "urs_httpbridge", aliases: ["HTTPBridge"]),
  ]
}
