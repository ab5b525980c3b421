using HandoffBot.Core.Chat;
using HandoffBot.Slack.Outbound;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Slack.Inbound;

/// <summary>
/// Lets only the organization's own workspaces in. While nobody knows which those are, nobody is let in.
/// </summary>
internal sealed class WorkspaceGate(SlackIdentity identity, ILogger<WorkspaceGate> log, SlackWorkspaces? listed = null)
{
    /// <summary>Null when every workspace that the request names belongs; else the sentence for whoever sent it.</summary>
    public async ValueTask<string?> RefusalAsync(CancellationToken cancellationToken, params IEnumerable<string?> workspaces)
    {
        var named = workspaces.OfType<string>().Where(one => one.Length > 0).Distinct().ToList();
        var allowed = listed?.Invoke() ?? [];
        if (allowed.Count == 0)
        {
            if (await identity.AskAsync(cancellationToken) is not Identity.Known self)
            {
                log.WorkspaceRefused(string.Join(' ', named), "Slack does not say yet which workspace the bot's token belongs to");
                return "HandoffBot does not know yet which workspace it belongs to, so it answers nobody. Please try again in a minute, or ask an admin to look at its log.";
            }

            allowed = [self.Workspace];
        }

        if (named.Count > 0 && named.TrueForAll(allowed.Contains))
            return null;

        log.WorkspaceRefused(string.Join(' ', named), "it is not one of the organization's");
        return "This workspace does not belong to the organization that runs HandoffBot here. Its admins can add it to organization.yml.";
    }
}
