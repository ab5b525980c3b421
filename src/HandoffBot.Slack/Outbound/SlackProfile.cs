using System.Text.Json;
using HandoffBot.Core.Chat;
using HandoffBot.Slack.Text;

namespace HandoffBot.Slack.Outbound;

/// <summary>Reads a user object. <see href="https://docs.slack.dev/reference/objects/user-object"/></summary>
internal static class SlackProfile
{
    /// <param name="asked">The account that was asked about; by e-mail it is known only now.</param>
    public static AccountProfile? Read(JsonElement user, AccountRef? asked)
    {
        if (user.TextAt("id") is not { } id || !SlackIds.IsUser(id))
            return null;

        var home = user.TextAt("team_id") ?? "";
        var active = !user.IsTrueAt("deleted");
        return new AccountProfile(
            asked ?? new AccountRef(Platform.Slack, home, id),
            home,
            Name(user) ?? id,
            user.At("profile")?.TextAt("email"),
            user.IsTrueAt("is_email_confirmed"),
            active && home.Length > 0 && !IsOutside(user) && !IsMachine(user, id),
            active,
            user.TextAt("tz"));
    }

    private static string? Name(JsonElement user) =>
        new[] { user.At("profile")?.TextAt("real_name"), user.TextAt("real_name"), user.At("profile")?.TextAt("display_name"), user.TextAt("name") }
            .FirstOrDefault(name => !string.IsNullOrWhiteSpace(name));

    /// <summary>Single- and multi-channel guests, and people of other organizations.</summary>
    private static bool IsOutside(JsonElement user) =>
        user.IsTrueAt("is_restricted") || user.IsTrueAt("is_ultra_restricted") || user.IsTrueAt("is_stranger") || user.IsTrueAt("is_invited_user");

    /// <summary>Slackbot says of itself that it is no bot.</summary>
    private static bool IsMachine(JsonElement user, string id) =>
        user.IsTrueAt("is_bot") || user.IsTrueAt("is_workflow_bot") || user.IsTrueAt("is_connector_bot") || id == "USLACKBOT";
}
