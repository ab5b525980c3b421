using HandoffBot.Core.Chat;
using HandoffBot.Slack.Outbound;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Slack.Inbound;

/// <summary>
/// Lets only the organization's own workspaces in, each at its pace. While nobody knows which those are, nobody is let in.
/// </summary>
internal sealed class WorkspaceGate(SlackIdentity identity, WorkspacePace pace, ILogger<WorkspaceGate> log, SlackWorkspaces? listed = null)
{
    /// <summary>Null when the workspace has not sent too much and every one that the request names belongs.</summary>
    /// <param name="workspace">The one that the request comes from.</param>
    /// <param name="others">Those that the request names besides, as the home of a guest.</param>
    public async ValueTask<Refused?> RefusalAsync(string workspace, params IEnumerable<string?> others)
    {
        if (!pace.Allows(workspace))
            return Refused.TooMany;

        var named = others.Append(workspace).OfType<string>().Where(one => one.Length > 0).Distinct().ToList();
        var allowed = listed?.Invoke() ?? [];
        if (allowed.Count == 0)
        {
            if (await identity.AskAsync(CancellationToken.None) is not Identity.Known self)
            {
                log.WorkspaceRefused(string.Join(' ', named), "Slack does not say yet which workspace the bot's token belongs to");
                return Refused.NotKnownYet;
            }

            allowed = [self.Workspace];
        }

        if (named.Count > 0 && named.TrueForAll(allowed.Contains))
            return null;

        log.WorkspaceRefused(string.Join(' ', named), "it is not one of the organization's");
        return Refused.Foreign;
    }
}
