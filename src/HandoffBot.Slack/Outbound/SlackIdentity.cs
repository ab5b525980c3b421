using HandoffBot.Core.Chat;

namespace HandoffBot.Slack.Outbound;

/// <summary>Which workspace the token belongs to, asked once and remembered; a failure is remembered for a few seconds only.</summary>
internal sealed class SlackIdentity(SlackClient client, TimeProvider clock)
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(10);

    private Identity.Known? known;
    private Answered? refused;

    /// <summary>Null until Slack has answered once.</summary>
    public Identity.Known? Known => known;

    public async ValueTask<Identity> AskAsync(CancellationToken cancellationToken)
    {
        if (known is { } sure)
            return sure;

        if (refused is { } last && clock.GetElapsedTime(last.At) < AskAgainAfter)
            return last.Identity;

        return await AskAfreshAsync(cancellationToken);
    }

    public async Task<Identity> AskAfreshAsync(CancellationToken cancellationToken)
    {
        var identity = Read(await client.ReadAsync("auth.test", cancellationToken));
        if (identity is Identity.Known now)
            known = now;
        else
            refused = new(identity, clock.GetTimestamp());

        return identity;
    }

    private static Identity Read(Called called) => called switch
    {
        Called.Done { Result: { TeamId: { Length: > 0 } team, UserId: { Length: > 0 } user } result } =>
            new Identity.Known(team, result.Team.ValueKind is System.Text.Json.JsonValueKind.String ? result.Team.GetString() ?? team : team, user),
        Called.Refused denied when Mending.Of(denied, null) is { } mend => new Identity.Refused(denied.Says, mend, Passing: false),
        _ => new Identity.Refused(called.Says, "Check that the bot can reach Slack:ApiBaseUrl; it asks again by itself.", Passing: true),
    };

    private sealed record Answered(Identity Identity, long At);
}
