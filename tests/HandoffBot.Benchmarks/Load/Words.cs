using HandoffBot.Benchmarks.Running;
using HandoffBot.Slack;

namespace HandoffBot.Benchmarks.Load;

/// <summary>What people do in Slack, as the requests in which Slack tells of it.</summary>
internal static class Words
{
    /// <summary>Types the slash command with these words.</summary>
    public static Signed Typed(string email, string words) => Signed.Form(SlackRegistration.CommandsPath, new Dictionary<string, string>
    {
        ["token"] = "none",
        ["team_id"] = SlackApi.Workspace,
        ["team_domain"] = "benchmark",
        ["channel_id"] = "C0GENERAL",
        ["channel_name"] = "general",
        ["user_id"] = SlackApi.AccountOf(email),
        ["user_name"] = "somebody",
        ["command"] = "/handoff",
        ["text"] = words,
        ["api_app_id"] = "A0BENCH01",
        ["is_enterprise_install"] = "false",
        ["response_url"] = $"http://127.0.0.1:9/commands/{Signed.Mark}",
        ["trigger_id"] = $"12345.98765.{Signed.Mark}",
    });

    /// <summary>Sends the form in which a draft is submitted.</summary>
    public static Signed Submitted(string payload) =>
        Signed.Form(SlackRegistration.InteractionsPath, new KeyValuePair<string, string>("payload", payload));
}
