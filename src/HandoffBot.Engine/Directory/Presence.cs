using HandoffBot.Core.Handoffs;
using HandoffBot.Core.People;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Conversations;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Directory;

/// <summary>
/// What people say of when they are there. It is kept with the person and is no client's business; pings that wait follow at once, and the
/// cards on which something is awaited of them say so.
/// </summary>
internal sealed class Presence(CommitSeam seam, Roll roll, WaitingPings waiting, CardUpkeep cards, Outbox outbox, Ids ids)
{
    /// <summary>So many handoffs are redrawn at once; others are when something happens to them.</summary>
    private const int MostRedrawn = 50;

    /// <summary>Whoever covers is told, unless that is what they were told already.</summary>
    public Task AwayAsync(PersonId person, Absence absence, string says, CancellationToken cancellationToken) => seam.RunAsync(
        async context =>
        {
            var row = await PersonAsync(context, person);
            var before = AbsenceOf(row);
            row.Away = StorageJson.Write(StoredAbsence.Of(absence));
            await FollowAsync(context, person, shows: true);
            if (absence.Cover is { } cover && (before?.Cover, before?.Until) != (cover, absence.Until))
                await outbox.AddAsync(context, new(IntentKind.Sentence, null) { Text = says }, cover, $"cover/{ids.New()}");
        },
        cancellationToken);

    /// <param name="person">Who is back.</param>
    /// <param name="says">Told to who covered.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn.</param>
    /// <returns>Whether they were away.</returns>
    public Task<bool> BackAsync(PersonId person, string says, CancellationToken cancellationToken) => seam.RunAsync(
        async context =>
        {
            if (await roll.AbsenceAsync(context, person) is not { } absence)
                return false;

            (await PersonAsync(context, person)).Away = null;
            await FollowAsync(context, person, shows: true);
            if (absence.Cover is { } cover)
                await outbox.AddAsync(context, new(IntentKind.Sentence, null) { Text = says }, cover, $"cover/{ids.New()}");
            return true;
        },
        cancellationToken);

    /// <param name="person">Who works then.</param>
    /// <param name="hours">As they say it, where it can be read; null where those of their team count.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn.</param>
    public Task KeepAsync(PersonId person, string? hours, CancellationToken cancellationToken) => seam.RunAsync(
        async context =>
        {
            (await PersonAsync(context, person)).Hours = hours;
            await FollowAsync(context, person, shows: false);
        },
        cancellationToken);

    /// <param name="shows">Whether cards say what has changed.</param>
    private async Task FollowAsync(EngineContext context, PersonId person, bool shows)
    {
        await context.SeeOwnChangesAsync();
        await waiting.LookAgainAsync(context, person);
        if (!shows)
            return;

        var numbers = await context.Handoffs.Where(one => one.Holder == person.Value).OrderBy(one => one.Number).Select(one => one.Number).Take(MostRedrawn).ToListAsync();
        foreach (var number in numbers)
            await cards.RefreshAsync(context, number);
    }

    private static Task<PersonRow> PersonAsync(EngineContext context, PersonId person) => context.People.SingleAsync(one => one.Id == person.Value);

    private static Absence? AbsenceOf(PersonRow row) => row.Away is { } json ? StorageJson.ReadAbsence(json)?.ToAbsence() : null;
}
