using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Conversations;

/// <summary>Who sees which handoff, asked of the database at every look.</summary>
internal sealed class Sight(IStore store)
{
    public static Response NoSuch(int number) =>
        new Response.Says(number > 0 ? $"There is no {Handoff.Refer(number)}." : "That handoff is no longer there.");

    public static Response MayNotSee(HandoffView view) => new Response.Says(new Refusal.NotYours(
        $"see {view.Handoff.Reference}",
        [view.Organization.TeamName(view.Handoff.SendingTeam), view.Organization.TeamName(view.Handoff.ReceivingTeam), $"{view.Handoff.Subject.The}'s owner and their leads", "admins"],
        []).Says);

    /// <summary>"H-1042 · Brightwave Ltd", in a sentence.</summary>
    public static string Named(HandoffView view) => $"{view.Handoff.Reference} · {Shortened.To(view.Handoff.ClientName.ReplaceLineEndings(" "), 100)}";

    public async Task<bool> MaySeeAsync(Actor actor, HandoffView view, CancellationToken cancellationToken) =>
        Permissions.MaySee(actor, view.Handoff, view.Client, await OwnersTeamsAsync(view, cancellationToken));

    /// <summary>What the person may do on it now.</summary>
    public async Task<ImmutableArray<Act>> ActsAsync(Actor actor, HandoffView view, CancellationToken cancellationToken) => Acts.For(
        view.Handoff, actor, view.Organization, view.Client, view.Now, await OwnersTeamsAsync(view, cancellationToken));

    private async Task<ImmutableHashSet<string>> OwnersTeamsAsync(HandoffView view, CancellationToken cancellationToken)
    {
        if ((view.Client?.Owner ?? view.Handoff.Accepted?.Keeper) is not { } owner)
            return [];

        await using var context = store.Read();
        var teams = await context.Memberships.Where(one => one.Person == owner.Value).Select(one => one.Team).ToListAsync(cancellationToken);
        return [.. teams];
    }
}
