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

/// <summary>Where a promise is known from, besides what somebody remembers.</summary>
/// <param name="Author">Who said it, where they are known.</param>
/// <param name="Link">Opens the message.</param>
internal sealed record PromiseEvidence(string Text, PersonView? Author, string? Link);

/// <summary><c>promise NAME</c>: writes down what was promised to a client, or asks a team first.</summary>
internal sealed class ClientPromiseFlow(
    ClientNames clients, Reading reading, CommitmentDesk desk, FieldContexts contexts, Rulebook rulebook, Platforms platforms, Ids ids)
{
    private static readonly Response Gone = new Response.Says("This client is no longer there.");

    public async Task<Response> SaidAsync(Caller caller, SpokenWords name, CancellationToken cancellationToken)
    {
        if (name.Count == 0)
            return new Response.Says(Phrase.Of("To whom was it promised? Say, for example, ", new Inline.Command("promise Acme Ltd"), "."));

        var found = await clients.FitAsync(name, cancellationToken);
        if (found.Exact is { Id: { } id })
            return await OpenAsync(caller, id, null);

        var asked = Shortened.To(name.Text, 80);
        return new Response.Says(found.Candidates.Count > 0
            ? NoticeCards.WithButtons(
                $"Which client do you mean by “{asked}”?",
                [.. found.Candidates.Select(one => new CardButton(one, Presses.Say($"promise \"{one}\"")))])
            : Card.Says($"There is no client “{asked}”. A client is known from its first handoff on; in that, promises are added on the last screen."));
    }

    /// <summary>The form, with what is known of the promise already.</summary>
    public async Task<Response> OpenAsync(Caller caller, ClientId id, PromiseEvidence? evidence)
    {
        if (await reading.ClientAsync(id) is not { } client)
            return Gone;

        var by = evidence?.Author is { } author ? new Suggestion(SuggestionId.Of(author.Id), author.Name) : new(SuggestionId.Of(caller.Actor.Person), caller.Actor.Name);
        var carried = new ClientPromiseScreen.Carried(new(ids.New()), id, evidence?.Link);
        var form = ClientPromiseScreen.Draw(client, carried, null, by, Teams);
        if (evidence is null)
            return new Response.Screen(form);

        var known = ImmutableDictionary<string, Input>.Empty
            .Add(PromiseScreen.What, new Input.Typed(Shortened.To(evidence.Text.Trim(), PromiseText.LongestWhat)))
            .Add(ClientPromiseScreen.By, new Input.Selected(by.Id, by.Label));
        return new Response.Screen(ClientPromiseScreen.Draw(client, carried, null, by, Teams, 0, known));
    }

    public async Task<Response> SaveAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        if (ClientPromiseScreen.Carried.Read(token.Text) is not { } carried || await reading.ClientAsync(carried.Client) is not { } client)
            return Gone;

        var (promise, errors) = ClientPromiseScreen.Read(carried, inputs, await contexts.ForAsync(inputs, null, cancellationToken));
        if (promise is null)
            return Beside(errors);

        return await desk.RecordAsync(carried.Client, promise, caller.Actor.Person, caller.Receipt, caller.By.Platform) switch
        {
            CommitmentAnswer.Granted granted => Noted(granted),
            CommitmentAnswer.Refused { Refusal: Refusal.UnfitPromise unfit } =>
                Beside(ImmutableDictionary<string, string>.Empty.Add(PromiseScreen.InputOf(unfit.Part), unfit.Why)),
            CommitmentAnswer.Refused refused => new Response.Says(refused.Refusal.Says),
            _ => Gone,
        };

        Response Beside(ImmutableDictionary<string, string> beside) => new Response.Errors(beside, ClientPromiseScreen.Draw(
            client, carried, null, new(SuggestionId.Of(caller.Actor.Person), caller.Actor.Name), Teams, token.Drawing + 1, inputs, beside));
    }

    /// <summary>Those with a channel in which they can be asked.</summary>
    private IEnumerable<Team> Teams => rulebook.Organization.Teams.Values.Where(team => platforms.ChannelOf(team) is not null);

    private Response Noted(CommitmentAnswer.Granted granted)
    {
        var (text, client) = (granted.After.Text, Shortened.To(granted.Client.Name.ReplaceLineEndings(" "), 100));
        var what = $"“{Shortened.To(text.What.ReplaceLineEndings(" "), 150)}”";
        return new Response.Says(granted.After.Asking is { } asking
            ? $"{rulebook.Organization.TeamName(asking.Team)} is asked whether {what} can be promised to {client}. You hear what they say; until then it is not promised."
            : $"Noted: {what} is promised to {client}, due {new Answer.Date(text.Due).Shown}.");
    }
}
