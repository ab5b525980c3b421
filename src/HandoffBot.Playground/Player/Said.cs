using System.Text.Json.Nodes;
using HandoffBot.Playground.Calls;

namespace HandoffBot.Playground.Player;

/// <summary>What the page is answered; failures in the words that Slack's client has for them.</summary>
internal static class Said
{
    private const string Trouble = "We had some trouble connecting. Try again?";

    public static JsonObject Ok() => new() { ["ok"] = true };

    public static JsonObject No(string error, string say) => new() { ["ok"] = false, ["error"] = error, ["say"] = say };

    /// <summary>A click or a form that went wrong.</summary>
    public static JsonObject InTrouble(string error) => No(error, Trouble);

    public static JsonObject InTrouble(BotAnswer answer) => InTrouble(CodeOf(answer));

    public static JsonObject CommandFailed(string command, BotAnswer answer) => CommandFailed(command, CodeOf(answer));

    public static JsonObject CommandFailed(string command, string code) => No(code, $"{command} failed with the error \"{code}\"");

    private static string CodeOf(BotAnswer answer) => answer is BotAnswer.TimedOut ? "operation_timeout" : "dispatch_failed";
}
