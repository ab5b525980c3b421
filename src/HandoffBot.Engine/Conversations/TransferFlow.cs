using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using Reading = HandoffBot.Engine.Desks.Reading;

namespace HandoffBot.Engine.Conversations;

/// <summary><c>own NAME @person</c>: gives a client to another owner, by its playbook where the owner does so, and at once for leads and admins.</summary>
internal sealed class TransferFlow(ClientNames clients, PeopleNames people, Reading reading, Transferring transferring, IStore store)
{
    private const int MostWords = 6;

    public async Task<Response> SaidAsync(Caller caller, SpokenWords rest, CancellationToken cancellationToken)
    {
        var name = new SpokenWords([.. rest.Of.TakeWhile(word => !BeginsPerson(word))]);
        if (name.Count == 0)
            return new Response.Says(Phrase.Of($"Which {clients.Kinds}, and to whom? Say, for example, ", Example(Subject.Client), "."));

        var fit = await clients.FitAsync(name, null, cancellationToken);
        if (fit.Exact is not { } client)
            return new Response.Says(Which(name, fit, rest.Skip(name.Count)));

        // What stands between the client's name and a mention names nobody; without a mention it may be a name.
        var (person, reason) = await WhomAsync(name.Count < rest.Count ? rest.Skip(name.Count) : rest.Skip(fit.Used));
        var said = client.Subject.IsClient ? $"\"{client.Name}\"" : $"{client.Subject.Word} \"{client.Name}\"";
        return person is { One: null }
            ? new Response.Says(person.Choice(address => $"own {said} {address} {reason}".TrimEnd()))
            : await OpenAsync(caller, client, person?.One, reason);
    }

    public async Task<Response> TransferAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        _ = cancellationToken;
        if (OwnScreen.Read(token) is not { } about || await reading.ClientAsync(about.Client) is not { } client)
            return NoSuch();

        var chosen = Chosen(inputs);
        if (chosen is null || SuggestionId.Person(chosen.Id) is not { } to)
            return await BesideAsync(caller, client, token, inputs, OwnScreen.To, "Choose who owns it from now on.");

        var command = new TransferCommand(about.Owner, to, Reason(inputs));
        var answer = await transferring.TransferAsync(client.Id, command, caller.Actor.Person, caller.Receipt, caller.By.Platform, CancellationToken.None);
        return answer switch
        {
            TransferAnswer.Done done => new Response.Says(Done(done)),
            TransferAnswer.Refused { Refusal: Refusal.OwnsAlready or Refusal.CannotBeOwner } refused =>
                await BesideAsync(caller, client, token, inputs, OwnScreen.To, refused.Refusal.Says.Plainly()),
            TransferAnswer.Refused { Refusal: Refusal.Unexplained or Refusal.TooLong } refused =>
                await BesideAsync(caller, client, token, inputs, OwnScreen.Reason, refused.Refusal.Says.Plainly()),
            TransferAnswer.Refused refused => Says(refused.Refusal, client),
            _ => NoSuch(),
        };
    }

    /// <summary>The same form with what stands in it, for a platform that searches by drawing anew.</summary>
    public async Task<Response> RedrawAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        _ = cancellationToken;
        return OwnScreen.Read(token) is { } about && await reading.ClientAsync(about.Client) is { } client
            ? new Response.Screen(await DrawAsync(caller, client with { Owner = about.Owner }, Chosen(inputs), Reason(inputs), token.Drawing + 1))
            : NoSuch();
    }

    /// <summary>The form, for whom it is offered; else what the rules say, or the playbook by which it is done.</summary>
    private async Task<Response> OpenAsync(Caller caller, Client client, Listed? person, string reason)
    {
        await using var context = store.Read();
        var to = new PersonId(person?.Id ?? Guid.Empty);
        var circumstances = await transferring.CircumstancesAsync(context, client.Owner, to);

        // What the form asks for is missing yet: whatever else stands in the way of this person is said now.
        var asked = new TransferCommand(client.Owner, to, null);
        if (OwnershipRules.Decide(client, asked, caller.Actor, circumstances) is TransferDecision.Refused
            {
                Refusal: Refusal.NotYours or Refusal.HandsOver or Refusal.OwnsAlready,
            } refused)
        {
            return Says(refused.Refusal, client);
        }

        var chosen = person is null ? null : new Suggestion(SuggestionId.Of(to), person.Name);
        return new Response.Screen(await DrawAsync(caller, client, chosen, reason.Length == 0 ? null : reason, 0));
    }

    /// <summary>Whether a word names a person: <c>@Kim</c>, a mention as Slack writes it, or an e-mail address.</summary>
    private static bool BeginsPerson(SpokenWord word) => !word.Quoted && word.Text.Contains('@', StringComparison.Ordinal);

    /// <summary>The person whom the words begin with, by the longest name that fits, and what follows, which is the reason.</summary>
    private async Task<(PersonFit? Person, string Reason)> WhomAsync(SpokenWords words)
    {
        if (words.Count == 0)
            return (null, "");

        (PersonFit, string)? several = null;
        for (var count = Math.Min(words.Count, MostWords); count > 0; count--)
        {
            var name = words.Take(count);
            var last = name.Of[^1] with { Text = name.Of[^1].Text.TrimEnd(',', ':') };
            var fit = await people.FitAsync(new([.. name.Of.SkipLast(1), last]));
            if (fit.One is not null)
                return (fit, words.Skip(count).Text);

            // Whoever is chosen among them, the reason that was given stays.
            if (fit is { IsGuess: false, Candidates.IsEmpty: false })
                several ??= (fit, words.Skip(count).Text);
        }

        return several ?? (await people.FitAsync(words), "");
    }

    private async Task<Form> DrawAsync(Caller caller, Client client, Suggestion? chosen, string? reason, int drawing, (string Input, string Says)? error = null)
    {
        await using var context = store.Read();
        var circumstances = await transferring.CircumstancesAsync(context, client.Owner, chosen is null ? null : SuggestionId.Person(chosen.Id));
        return new OwnScreen
        {
            Client = client,
            Owner = circumstances.NameOf(client.Owner),
            Chosen = chosen,
            Why = reason,
            Playbook = OwnershipRules.PlaybookFor(circumstances.Playbooks.Where(one => one.Subject == client.Subject && Permissions.MayStart(caller.Actor, one)), circumstances.OwnersTeams, circumstances.NewOwnersTeams),
            Errors = error is { } wrong ? ImmutableDictionary<string, string>.Empty.Add(wrong.Input, wrong.Says) : ImmutableDictionary<string, string>.Empty,
            Drawing = drawing,
        }.Draw();
    }

    private async Task<Response> BesideAsync(
        Caller caller, Client client, FormToken token, ImmutableDictionary<string, Input> inputs, string input, string says) => new Response.Errors(
        ImmutableDictionary<string, string>.Empty.Add(input, says),
        await DrawAsync(caller, client, Chosen(inputs), Reason(inputs), token.Drawing + 1, (input, says)));

    private static Inline.Command Example(Subject of) => new(of.IsClient ? "own Acme Ltd @Kim" : $"own {of.Word} 4.2 @Kim");

    private Card Which(SpokenWords name, ClientFit fit, SpokenWords person)
    {
        if (fit.Candidates.Count == 0)
            return Card.Says(Phrase.Of($"{clients.NoSuch(name)}. Say, for example, ", Example(clients.SubjectOf(name)), "."));

        var whom = person.Count == 0 ? "" : $" {person.Text}";
        return NoticeCards.WithButtons(fit.Asks(name.Text), [.. fit.Choices(one => $"own {one}{whom}")]);
    }

    private static Response.Says Says(Refusal refusal, Client client) => refusal is Refusal.HandsOver by
        ? new(NoticeCards.WithButtons(by.Says, OwnScreen.Instead(by.Playbook, by.Key, client.Name)))
        : new(refusal.Says);

    private static Phrase Done(TransferAnswer.Done done)
    {
        var says = $"{Shortened.To(done.Owner, 80)} owns {Shortened.To(done.Client, 100)} now, and both are told.";
        return done.Owed is { } owed ? $"{says} {Shortened.To(owed.Sender, 80)} owes them the handoff, {Handoff.Refer(owed.Number)}, by a clock." : says;
    }

    private static Response NoSuch() => new Response.Says("That is no longer there.");

    private static Suggestion? Chosen(ImmutableDictionary<string, Input> inputs) =>
        inputs.GetValueOrDefault(OwnScreen.To) is Input.Selected { Id: var id, Label: var label } ? new(id, label) : null;

    private static string? Reason(ImmutableDictionary<string, Input> inputs) => (inputs.GetValueOrDefault(OwnScreen.Reason) as Input.Typed)?.Text;
}
