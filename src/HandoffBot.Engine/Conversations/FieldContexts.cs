using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Conversations;

/// <summary>What answers are judged by: today, the currency, and the people and clients that they name, looked up first.</summary>
internal sealed class FieldContexts(IStore store, Rulebook rulebook, BusinessClock clock)
{
    public async Task<FieldContext> ForAsync(
        IReadOnlyDictionary<string, Input>? inputs, Answers? answers, CancellationToken cancellationToken)
    {
        var chosen = (inputs?.Values ?? []).OfType<Input.Selected>().Select(one => one.Id).ToList();
        var stored = answers?.ByField.Values ?? [];
        var ids = chosen.Select(SuggestionId.Person).OfType<PersonId>().Select(one => one.Value)
            .Concat(stored.OfType<Answer.Person>().Select(one => one.Id.Value))
            .Concat(stored.OfType<Answer.Client>().Where(one => one.Id is not null).Select(one => one.Id!.Value.Value))
            .Distinct().ToList();

        await using var context = store.Read();
        var people = await context.People.Where(one => ids.Contains(one.Id) && one.IsActive).ToDictionaryAsync(one => one.Id, one => one.Name, cancellationToken);
        var clients = await context.Clients.Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, cancellationToken);
        return new(
            clock.Now.InZone(rulebook.Organization.Zone).Date,
            rulebook.Organization.Currency,
            id => people.TryGetValue(id.Value, out var name) ? new Answer.Person(id, name) : null,
            id => clients.TryGetValue(id.Value, out var found) ? new Answer.Client(id, found.Name) : null)
        {
            SubjectOf = id => clients.TryGetValue(id.Value, out var found) ? new(found.Subject) : null,
        };
    }

    /// <summary>Everything that keeps the handoff from being ready.</summary>
    public async Task<ImmutableArray<Finding>> FindingsAsync(HandoffView view, CancellationToken cancellationToken) => Gate.Findings(
        view.Handoff, await ForAsync(null, view.Handoff.Answers, cancellationToken));
}
