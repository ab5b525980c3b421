using System.Diagnostics.CodeAnalysis;
using HandoffBot.MsTeams.Outbound;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>
/// Holds a genuine request to what its token says, and lets only the organization's own tenants in.
/// </summary>
internal sealed class Gate(ServiceHosts hosts, IOptions<MsTeamsOptions> options, MsTeamsTenants? listed = null)
{
    /// <summary>The one channel that this edge speaks to.</summary>
    public const string Channel = "msteams";

    /// <summary>Null when the activity may come in; else why not.</summary>
    /// <param name="tenant">The one whose it is.</param>
    public Refusal? Refusal(Activity activity, Verdict verdict, out string tenant)
    {
        tenant = "";
        if (verdict is Verdict.Genuine token && NotAsSigned(activity, token) is { } why)
            return new(StatusCodes.Status401Unauthorized, why);

        if (activity.ChannelId != Channel)
            return new(StatusCodes.Status403Forbidden, "it comes from another channel than Microsoft Teams");

        if (!Uri.TryCreate(activity.ServiceUrl, UriKind.Absolute, out var service) || !hosts.Allows(service))
            return new(StatusCodes.Status403Forbidden, "its service address is not Microsoft's, nor one of MsTeams:AllowedServiceHosts");

        if (verdict is Verdict.Local && !service.IsLoopback)
            return new(StatusCodes.Status403Forbidden, "an emulator on this machine names a service address elsewhere");

        return Belongs(activity, out tenant) ? null : new(StatusCodes.Status403Forbidden, "its tenant is not one of the organization's");
    }

    private static string? NotAsSigned(Activity activity, Verdict.Genuine token)
    {
        if (!string.Equals(activity.ServiceUrl, token.ServiceUrl, StringComparison.OrdinalIgnoreCase))
            return "the token is for another service address";

        return activity.ChannelId is { Length: > 0 } channel && token.Channels.Contains(channel) ? null : "the token's key does not speak for the channel";
    }

    /// <summary>Every tenant that the activity names must belong, and it must name one.</summary>
    private bool Belongs(Activity activity, out string tenant)
    {
        tenant = "";
        var named = new[] { activity.Conversation?.TenantId, activity.ChannelData?.Tenant?.Id }.OfType<string>().Where(one => one.Length > 0).ToList();
        var own = listed?.Invoke() ?? [];
        if (own.Count == 0)
            own = [options.Value.TenantId];

        foreach (var one in named)
        {
            if (!IsId(one, out var id) || !own.Any(mine => Same(mine, one)))
                return false;

            tenant = id;
        }

        return named.Count > 0;
    }

    private static bool Same(string mine, string named) => IsId(mine, out var one) && IsId(named, out var other) && one == other;

    /// <summary>As the organization's files write it.</summary>
    private static bool IsId(string written, [NotNullWhen(true)] out string? id)
    {
        id = Guid.TryParse(written, out var parsed) ? parsed.ToString("D") : null;
        return id is not null;
    }
}

/// <summary>Why a genuine request was not let in.</summary>
internal sealed record Refusal(int Status, string Reason);
