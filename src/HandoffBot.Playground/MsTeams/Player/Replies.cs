using System.Text.Json.Nodes;
using HandoffBot.Playground.Calls;
using HandoffBot.Playground.MsTeams.Activities;
using HandoffBot.Playground.Player;

namespace HandoffBot.Playground.MsTeams.Player;

/// <summary>What the page is answered; failures in the words that the clients of Microsoft Teams have for them.</summary>
internal static class Replies
{
    public static JsonObject Gone() => Said.No("not_found", "That is no longer there. The page shows what is.");

    public static JsonObject Message(string text) => new() { ["ok"] = true, ["message"] = text };

    public static JsonObject Of(BotAnswer answer) => answer switch
    {
        BotAnswer.Answered { IsSuccess: true } => Said.Ok(),
        BotAnswer.Answered => Trouble("dispatch_failed"),
        _ => Unreachable(),
    };

    public static JsonObject Of(InvokeAnswer.Failed failed) => Said.No(failed.Code.Length > 0 ? failed.Code : "failed", failed.Text.Length > 0 ? failed.Text : "Something went wrong. Please try again.");

    public static JsonObject Trouble(string error) => Said.No(error, "Something went wrong. Please try again.");

    public static JsonObject Unreachable() => Said.No("unreachable", "Unable to reach app. Please try again.");

    public static JsonObject Wrong(BotAnswer answer) => answer is BotAnswer.Answered ? Trouble("invalid_response") : Unreachable();
}
