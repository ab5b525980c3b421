using System.Collections.Immutable;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Directory;

/// <summary>What became of a lead's yes or no.</summary>
internal abstract record AgreeAnswer
{
    private AgreeAnswer()
    {
    }

    /// <param name="Awaited">Who has still to agree; nobody when it is in force now.</param>
    public sealed record Agreed(Playbook Playbook, ImmutableArray<string> Awaited) : AgreeAnswer;

    public sealed record Noted(Playbook Playbook) : AgreeAnswer;

    public sealed record Refused(Refusal Refusal) : AgreeAnswer;

    /// <summary>It is in force, or another version is proposed by now.</summary>
    public sealed record Over(bool IsInForce) : AgreeAnswer;
}

/// <summary>Asks the leads of a playbook's teams to agree to a version of it, and puts it into force once all of them have.</summary>
internal sealed class Agreeing(
    CommitSeam seam, IStore store, Rulebook rulebook, Roll roll, LeadsToTell leads, Speakers speakers, AskedLeads asked, Outbox outbox, BusinessClock clock)
{
    private readonly ByColumn<DeliveryRow, string> _deliveries = new(one => one.DedupeKey);

    /// <summary>Whoever must agree and was not asked yet is asked: after a change of the folder, of a lead, or of who can be reached.</summary>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        foreach (var proposed in rulebook.Proposed.Values)
        {
            await using var reader = store.Read();
            if ((await UnaskedAsync(reader, proposed)).Count > 0)
                await seam.RunAsync(context => AskAsync(context, proposed), cancellationToken);
        }
    }

    /// <summary>What leads were asked says what became of it: the file has changed, or somebody else leads.</summary>
    public async Task RedrawAsync(IEnumerable<ProposedVersion> proposed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var (key, version) in proposed.Select(one => (one.Playbook.Key, one.Playbook.Version)).Distinct())
            await asked.RefreshAsync(key, version);
    }

    /// <summary>Another host may have put into force what this one still proposes. It asks nothing where nothing is proposed.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        if (rulebook.Proposed.Count == 0)
            return;

        await using (var context = store.Read())
        {
            var keys = rulebook.Proposed.Keys.ToList();
            var rows = await context.PlaybookVersions.Where(one => keys.Contains(one.Key) && one.InForceSince != null)
                .Select(one => new { one.Key, one.Version, one.InForceSince }).ToListAsync(cancellationToken);
            if (rows.GroupBy(one => one.Key).All(one => one.MaxBy(row => row.InForceSince)!.Version == rulebook.Proposed[one.Key].Before.Version))
                return;
        }

        await rulebook.SettleAsync(seam, clock.Now, cancellationToken);
    }

    public async Task<AgreeAnswer> AgreeAsync(string key, string version, PersonId by, CancellationToken cancellationToken)
    {
        var answer = await seam.RunAsync(context => AgreeAsync(context, key, version, by), cancellationToken);
        if (answer is AgreeAnswer.Agreed { Awaited.IsEmpty: true })
            await rulebook.SettleAsync(seam, clock.Now, CancellationToken.None);
        return await StandsAsync(answer, key, version);
    }

    /// <summary>With no reason it only asks whether they may say so.</summary>
    public async Task<AgreeAnswer> NotYetAsync(string key, string version, PersonId by, string? why, CancellationToken cancellationToken) =>
        await StandsAsync(await seam.RunAsync(context => NotYetAsync(context, key, version, by, why), cancellationToken), key, version);

    /// <summary>Whoever pressed what is out of date sees it drawn anew, and this host learns what another may know already.</summary>
    private async Task<AgreeAnswer> StandsAsync(AgreeAnswer answer, string key, string version)
    {
        if (answer is AgreeAnswer.Over)
        {
            await FollowAsync(CancellationToken.None);
            await asked.RefreshAsync(key, version);
        }

        return answer;
    }

    private async Task AskAsync(EngineContext context, ProposedVersion proposed)
    {
        var notice = AskedLeads.NoticeOf(await InForce.VersionAsync(context, proposed.Playbook));
        foreach (var (person, speaks, lane, key) in await UnaskedAsync(context, proposed))
        {
            // Who covers has no buttons that would be in vain.
            var intent = new Intent(IntentKind.Playbook, null)
            {
                Text = proposed.Playbook.Key, Words = proposed.Playbook.Version, Person = person.Value, Notice = speaks ? notice : null,
            };
            outbox.Add(context, intent, lane.ToString(), key);
        }
    }

    /// <summary>Whom nobody has asked where they are reached now. It is looked at every few seconds, so each is one look into an index.</summary>
    private async Task<List<(PersonId Person, bool Speaks, Lane Lane, string Key)>> UnaskedAsync(EngineContext context, ProposedVersion proposed)
    {
        var row = await InForce.VersionAsync(context, proposed.Playbook);
        var unasked = new List<(PersonId, bool, Lane, string)>();
        foreach (var person in (await speakers.OfAsync(context, Speakers.Missing(proposed.Playbook, row))).GroupBy(one => one.Person, one => one.For))
        {
            if (await roll.ReachAsync(context, person.Key) is not { } account)
                continue;

            // Who only covered when they were told is asked once they speak themselves.
            var speaks = person.Any(one => one is null);
            var (lane, key) = (Lane.Of(account), $"{AskedLeads.KeyOf(row)}/{(speaks ? "" : "cover-")}{person.Key.Value:N}");
            if (await _deliveries.OneAsync(context, $"{key}/{lane}") is null)
                unasked.Add((person.Key, speaks, lane, key));
        }

        return unasked;
    }

    private async Task<AgreeAnswer> AgreeAsync(EngineContext context, string key, string version, PersonId by)
    {
        if (await FindAsync(context, key, version, by) is not var (proposed, row, theirs, refused))
            return await OverAsync(context, key, version);

        if (refused is not null)
            return refused;

        var now = clock.Now;
        row.Agreed = StorageJson.Write([.. StorageJson.ReadYes(row.Agreed), .. theirs.Select(team => new StoredYes(team, by.Value, now.ToUnixTimeMilliseconds()))]);
        row.Revision++;
        foreach (var team in theirs)
            InForce.Tell(context, "playbook-agreed", row, now, by, team);

        var awaited = Speakers.Missing(proposed.Playbook, row);
        if (awaited.Count == 0)
        {
            InForce.Take(row, await InForce.PresentAsync(context, key), now);
            InForce.Tell(context, "playbook-in-force", row, now, by);
            await TellAsync(context, proposed, row, AgreementCards.InForce(proposed.Playbook, await speakers.AgreedAsync(context, row)), by, "in-force");
        }

        await asked.RefreshAsync(context, row);
        return new AgreeAnswer.Agreed(proposed.Playbook, [.. await speakers.NamesAsync(context, awaited)]);
    }

    private async Task<AgreeAnswer> NotYetAsync(EngineContext context, string key, string version, PersonId by, string? why)
    {
        if (await FindAsync(context, key, version, by) is not var (proposed, row, _, refused))
            return await OverAsync(context, key, version);

        if (refused is not null || why is null)
            return refused ?? new AgreeAnswer.Noted(proposed.Playbook);

        if (why.Trim().Length is 0 or > HandoffRules.LongestNote)
        {
            return new AgreeAnswer.Refused(why.Trim().Length == 0
                ? new Refusal.Unexplained("say what is wrong")
                : new Refusal.TooLong("What is wrong", why.Trim().Length, HandoffRules.LongestNote));
        }

        InForce.Tell(context, "playbook-not-yet", row, clock.Now, by, note: why.Trim());
        var who = (await roll.NamesAsync(context))(by) ?? "somebody";
        row.Revision++;
        await TellAsync(context, proposed, row, AgreementCards.Refused(proposed.Playbook, who, why.Trim()), by, $"not-yet/{row.Revision}");
        return new AgreeAnswer.Noted(proposed.Playbook);
    }

    /// <summary>What is proposed, and for which teams somebody may still speak; null when it is proposed no longer.</summary>
    private async Task<(ProposedVersion Proposed, PlaybookVersionRow Row, List<string> Theirs, AgreeAnswer? Refused)?> FindAsync(
        EngineContext context, string key, string version, PersonId by)
    {
        if (rulebook.Proposed.GetValueOrDefault(key) is not { } proposed || proposed.Playbook.Version != version
            || (await InForce.PresentAsync(context, key))?.Version == version || await roll.ActorAsync(context, by) is not { } actor)
        {
            return null;
        }

        var row = await InForce.VersionAsync(context, proposed.Playbook);
        var missing = Speakers.Missing(proposed.Playbook, row);
        var theirs = new List<string>();
        foreach (var team in missing)
        {
            if (Permissions.MayAgree(actor, team, await leads.OfAsync(context, team) is not null))
                theirs.Add(team);
        }

        var names = await speakers.NamesAsync(context, missing);
        var refused = theirs.Count > 0 ? null
            : new AgreeAnswer.Refused(StorageJson.ReadYes(row.Agreed).Any(one => one.By == by.Value)
                ? new Refusal.AgreedAlready(proposed.Playbook.Name, [.. names])
                : new Refusal.NotYours($"agree to “{proposed.Playbook.Name}” now", [.. names], []));
        return (proposed, row, theirs, refused);
    }

    /// <summary>Another host may have put it into force a moment ago, which this one has not heard of.</summary>
    private async Task<AgreeAnswer.Over> OverAsync(EngineContext context, string key, string version) =>
        new(rulebook.Current.Playbooks.ContainsKey(key) && (await InForce.PresentAsync(context, key))?.Version == version);

    /// <summary>Nobody is told what they have just done themselves.</summary>
    private async Task TellAsync(EngineContext context, ProposedVersion proposed, PlaybookVersionRow row, string says, PersonId by, string what)
    {
        var told = (await speakers.OfAsync(context, proposed.Playbook.Receivers.Prepend(proposed.Playbook.From).Distinct())).Select(one => one.Person).ToHashSet();
        told.UnionWith(await roll.NamedAsync(context, proposed.Playbook.Owner is { } owner ? [owner] : rulebook.Organization.Admins));
        foreach (var person in told.Where(one => one != by))
            await outbox.AddAsync(context, new(IntentKind.Sentence, null) { Text = says }, person, $"{AskedLeads.KeyOf(row)}/{what}/{person.Value:N}");
    }
}
