using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Delivery;

/// <summary>Draws what a lead is asked to agree to, as it is when it is said: one message that is posted while it asks, and redrawn from then on.</summary>
internal sealed class PlaybookLetters(IStore store, Rulebook rulebook, Speakers speakers, Roll roll)
{
    public async Task<Rendered> DrawAsync(Intent intent, Lane lane, CancellationToken cancellationToken)
    {
        await using var context = store.Read();
        var (key, version) = (intent.Text ?? "", intent.Words ?? "");
        if (await context.PlaybookVersions.SingleOrDefaultAsync(one => one.Key == key && one.Version == version, cancellationToken) is not { } row)
            return Rendered.Nothing("the playbook is gone");

        const string Over = "there is nothing to ask them any more";
        var asked = await AskedAsync(context, row, new PersonId(intent.Person ?? Guid.Empty));
        if (intent.Notice is not { } notice)
            return asked is null ? Rendered.Nothing(Over) : Rendered.Message(AgreementCards.Asked(asked), lane.Destination);

        var card = asked is null ? await StandsAsync(context, row) : AgreementCards.Asked(asked);
        return Rendered.Kept(card, lane.Destination, await Notices.ShownAsync(context, notice, lane), asked is not null, Over);
    }

    /// <summary>The version as whoever reads it is asked; null when there is nothing to ask them any more.</summary>
    private async Task<ProposedPlaybook?> AskedAsync(EngineContext context, PlaybookVersionRow row, PersonId person)
    {
        if (await ProposedAsync(context, row) is not { } proposed)
            return null;

        var awaited = Speakers.Missing(proposed.Playbook, row);
        var asked = (await speakers.OfAsync(context, awaited)).Where(one => one.Person == person).ToList();
        if (asked.Count == 0)
            return null;

        var away = asked.TrueForAll(one => one.For is not null) ? asked[0].For : null;
        var views = await roll.ViewsAsync(context, [person, .. away is { } lead ? [lead] : (PersonId[])[]]);
        var differences = PlaybookDifference.InWords(proposed.Before, proposed.Playbook, rulebook.Organization);
        return new(proposed.Playbook, views.GetValueOrDefault(person), [.. await speakers.NamesAsync(context, awaited)], differences)
        {
            For = away is { } absent ? views.GetValueOrDefault(absent) : null,
        };
    }

    /// <summary>What became of it, for who is not asked any more.</summary>
    private async Task<Card> StandsAsync(EngineContext context, PlaybookVersionRow row)
    {
        var playbook = await rulebook.PinnedAsync(context, row.Key, row.Version);
        var agreed = await speakers.AgreedAsync(context, row);
        if ((await InForce.PresentAsync(context, row.Key))?.Version == row.Version)
            return Card.Says(AgreementCards.InForce(playbook, agreed));

        return await ProposedAsync(context, row) is null
            ? Card.Says(row.InForceSince is null ? AgreementCards.Over(playbook) : AgreementCards.Past(playbook, agreed))
            : AgreementCards.Waiting(playbook, agreed, await speakers.NamesAsync(context, Speakers.Missing(playbook, row)));
    }

    /// <summary>Another host may have put it into force, which this one has not heard of.</summary>
    private async Task<ProposedVersion?> ProposedAsync(EngineContext context, PlaybookVersionRow row) =>
        rulebook.Proposed.GetValueOrDefault(row.Key) is { } proposed && proposed.Playbook.Version == row.Version
            && (await InForce.PresentAsync(context, row.Key))?.Version != row.Version
            ? proposed
            : null;
}
