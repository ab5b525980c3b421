using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Desks;
using HandoffBot.Engine.Directory;
using Reading = HandoffBot.Engine.Desks.Reading;

namespace HandoffBot.Engine.Conversations;

/// <summary><c>promise NAME</c>: writes down what was promised to a client, or asks a team first.</summary>
internal sealed class ClientPromiseFlow(
    ClientNames clients, Reading reading, CommitmentDesk desk, FieldContexts contexts, Quotes quotes, Sight sight, Rulebook rulebook, Platforms platforms, Ids ids)
{
    private static readonly Response Gone = new Response.Says("That is no longer there.");

    public async Task<Response> SaidAsync(Caller caller, SpokenWords name, CancellationToken cancellationToken)
    {
        if (name.Count == 0)
            return new Response.Says(Phrase.Of("To whom was it promised? Say, for example, ", new Inline.Command("promise Acme Ltd"), "."));

        var found = await clients.FitAsync(name, null, cancellationToken);
        if (found.Exact is { } exact)
            return await OpenAsync(caller, exact.Id, ids.New(), null, null);

        return new Response.Says(found.Candidates.Count > 0
            ? NoticeCards.WithButtons(found.Asks(name.Text), [.. found.Choices(one => $"promise {one}")])
            : Card.Says($"{clients.NoSuch(name)}. It is known from its first handoff on; in that, promises are added on the last screen."));
    }

    /// <param name="id">The promise's, which is that of the message where it comes from one.</param>
    /// <param name="message">In which it was said.</param>
    /// <param name="chosen">The handoff that was chosen for it, which takes no promise from this person.</param>
    public async Task<Response> OpenAsync(Caller caller, ClientId client, Guid id, Quote? message, HandoffView? chosen)
    {
        if (await reading.ClientAsync(client) is not { } known)
            return Gone;

        var carried = new ClientPromiseScreen.Carried(new(id), client, chosen?.Handoff.Number);
        if (message is null)
            return new Response.Screen(ClientPromiseScreen.Draw(known, carried, Self(caller), Teams));

        var by = await quotes.AuthorAsync(message) is { } author ? new Suggestion(SuggestionId.Of(author.Id), author.Name) : Self(caller);
        var inputs = ImmutableDictionary<string, Input>.Empty
            .Add(PromiseScreen.What, PromiseFlow.What(message))
            .Add(ClientPromiseScreen.By, new Input.Selected(by.Id, by.Label));
        return new Response.Screen(ClientPromiseScreen.Draw(known, carried, by, Teams, new(message, chosen), inputs: inputs));
    }

    public async Task<Response> SaveAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        if (ClientPromiseScreen.Carried.Read(token.Text) is not { } carried || await reading.ClientAsync(carried.Client) is not { } client)
            return Gone;

        var message = await quotes.FindAsync(carried.Id.Value, caller.Actor.Person);
        var (promise, errors) = ClientPromiseScreen.Read(carried, inputs, await contexts.ForAsync(inputs, null, cancellationToken));
        if (promise is null)
            return await BesideAsync(errors);

        if (message is not null)
            promise = promise with { Text = promise.Text with { Link = (await quotes.LinkAsync(message))?.AbsoluteUri } };
        return await desk.RecordAsync(carried.Client, promise, caller.Actor.Person, caller.Receipt, caller.By.Platform) switch
        {
            CommitmentAnswer.Granted granted => Noted(granted),
            CommitmentAnswer.Refused { Refusal: Refusal.UnfitPromise unfit } =>
                await BesideAsync(ImmutableDictionary<string, string>.Empty.Add(PromiseScreen.InputOf(unfit.Part), unfit.Why)),
            CommitmentAnswer.Refused refused => new Response.Says(refused.Refusal.Says),
            _ => Gone,
        };

        async Task<Response> BesideAsync(ImmutableDictionary<string, string> beside) =>
            new Response.Errors(beside, await RedrawnAsync(caller, client, carried, token, inputs, beside, cancellationToken));
    }

    /// <summary>The same form with what stands in it, for a platform that searches by drawing anew.</summary>
    public async Task<Response> RedrawAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken) =>
        ClientPromiseScreen.Carried.Read(token.Text) is { } carried && await reading.ClientAsync(carried.Client) is { } client
            ? new Response.Screen(await RedrawnAsync(caller, client, carried, token, inputs, null, cancellationToken))
            : Gone;

    private async Task<Form> RedrawnAsync(
        Caller caller, Client client, ClientPromiseScreen.Carried carried, FormToken token, ImmutableDictionary<string, Input> inputs,
        ImmutableDictionary<string, string>? beside, CancellationToken cancellationToken)
    {
        var message = await quotes.FindAsync(carried.Id.Value, caller.Actor.Person);
        var chosen = message is not null && carried.Handoff is { } number ? await reading.HandoffAsync(number) : null;
        if (chosen is not null && !await sight.MaySeeAsync(caller.Actor, chosen, cancellationToken))
            chosen = null;

        return ClientPromiseScreen.Draw(client, carried, Self(caller), Teams, new(message, chosen), token.Drawing + 1, inputs, beside);
    }

    private static Suggestion Self(Caller caller) => new(SuggestionId.Of(caller.Actor.Person), caller.Actor.Name);

    /// <summary>Those with a channel in which they can be asked.</summary>
    private IEnumerable<Team> Teams => rulebook.Organization.Teams.Values.Where(team => platforms.ChannelOf(team) is not null);

    private Response Noted(CommitmentAnswer.Granted granted)
    {
        var (text, client) = (granted.After.Text, Shortened.To(granted.Client.Called.ReplaceLineEndings(" "), 100));
        var what = $"“{Shortened.To(text.What.ReplaceLineEndings(" "), 150)}”";
        return granted.After.Asking is { } asking
            ? new Response.Says(NoticeCards.WithButtons(
                $"{rulebook.Organization.TeamName(asking.Team)} is asked whether {what} can be promised to {client}. You hear what they say; until then it is not promised.",
                new CardButton("Do not ask after all", PromiseButtons.Of(Act.DropPromise, granted.After))))
            : new Response.Says($"Noted: {what} is promised to {client}, due {new Answer.Date(text.Due).Shown}.");
    }
}
