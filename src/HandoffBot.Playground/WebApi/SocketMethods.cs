using System.Text.Json.Nodes;
using HandoffBot.Playground.Calls;

namespace HandoffBot.Playground.WebApi;

/// <summary><c>apps.connections.open</c>, the one method that takes the app's own token.</summary>
internal sealed class SocketMethods(Sockets sockets) : IApiMethods
{
    public const string Open = "apps.connections.open";

    public IEnumerable<(string Name, ApiMethod Method)> Methods =>
        [(Open, _ => ApiAnswer.Ok(new JsonObject { ["url"] = sockets.Admit().AbsoluteUri }))];
}
