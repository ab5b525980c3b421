using System.Collections.Immutable;
using System.Globalization;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;

namespace HandoffBot.Engine.Conversations;

/// <summary>"Add to a handoff" on a message: where it goes, and as what.</summary>
internal sealed class EvidenceFlow(
    Quotes quotes, LikelyHandoffs likely, Deeds deeds, Sight sight, PromiseFlow promises, ClientPromiseFlow clientPromises, ShowFlow show, BusinessClock clock, Ids ids)
{
    private static readonly Response Gone = new Response.Says(
        "This form is too old to go on with. Nothing was added: choose “Add to a handoff” on the message again.");

    public async Task<Response> OpenAsync(Caller caller, Quote quote)
    {
        if (quote.Unfit is { } unfit)
            return new Response.Says(unfit.Says);

        var id = ids.New();
        var kept = await quotes.KeepAsync(id, quote, caller.Actor.Person);
        var author = (await quotes.AuthorAsync(kept))?.Name ?? Quotes.NameIn(kept);
        return new Response.Screen(AddMessageScreen.Draw(kept, id, author, await likely.OneAsync(caller.Actor, kept)));
    }

    public async Task<Response> AddAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        var where = (inputs.GetValueOrDefault(AddMessageScreen.Where) as Input.Selected)?.Id ?? "";
        var what = (inputs.GetValueOrDefault(AddMessageScreen.What) as Input.Selected)?.Id;
        var number = SuggestionId.Handoff(where);
        if (await FindAsync(caller, token) is not { } quote)
            return number is { } before ? await AddedBeforeAsync(caller, IdIn(token), before) : Gone;

        return (what, number, SuggestionId.Client(where)) switch
        {
            (null, _, _) => await BesideAsync(quote, token, inputs, AddMessageScreen.What, "Say what it is."),
            (_, null, null) => await BesideAsync(quote, token, inputs, AddMessageScreen.Where, "Choose a handoff."),
            (AddMessageScreen.AsPromise, null, { } client) => await clientPromises.OpenAsync(caller, client, IdIn(token), quote, null),
            (AddMessageScreen.AsPromise, { } handoff, _) => await PromiseAsync(caller, quote, IdIn(token), handoff, cancellationToken),
            (_, null, _) => await BesideAsync(quote, token, inputs, AddMessageScreen.Where, "Evidence is kept with a handoff: choose one of this client's."),
            (_, { } handoff, _) => await KeepAsync(caller, quote, IdIn(token), handoff, cancellationToken),
        };
    }

    /// <summary>The same form with what stands in it, for a platform that searches by drawing anew.</summary>
    public async Task<Response> RedrawAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs) =>
        await FindAsync(caller, token) is { } quote ? new Response.Screen(await DrawAsync(quote, token, inputs)) : Gone;

    /// <summary>Pressed in Details, which then shows the rest on the same page.</summary>
    public async Task<Response> RemoveAsync(Caller caller, Press press, int page, CancellationToken cancellationToken)
    {
        var id = Guid.TryParseExact(press.Text, "N", out var named) ? named : Guid.Empty;
        var number = press.Handoff ?? 0;
        return await deeds.DoAsync(caller, number, new HandoffCommand.RemoveEvidence(id), cancellationToken) switch
        {
            Deed.Done => await show.DetailsAsync(caller, press with { Text = page.ToString(CultureInfo.InvariantCulture) }, cancellationToken),
            var other => other.Sentence(number),
        };
    }

    private async Task<Response> KeepAsync(Caller caller, Quote quote, Guid id, int number, CancellationToken cancellationToken)
    {
        var source = await quotes.SourceAsync(quote);
        var evidence = Evidence.Of(id, quote.Text, source.Name, quote.At, caller.Actor.Person, clock.Now) with
        {
            AuthorPerson = source.Author,
            Link = source.Link,
        };
        return await deeds.DoAsync(caller, number, new HandoffCommand.AddEvidence(evidence), cancellationToken) switch
        {
            Deed.Done done => new Response.Says(Added(await done.ViewAsync(), evidence)),
            var other => other.Sentence(number),
        };
    }

    /// <summary>The same form again, whose answer was lost: the message itself is not kept any more, but what became of it is.</summary>
    private async Task<Response> AddedBeforeAsync(Caller caller, Guid id, int number) =>
        await deeds.ViewAsync(number) is { } view && view.Handoff.Evidence.FirstOrDefault(one => one.Id == id && one.AddedBy == caller.Actor.Person) is { } evidence
            ? new Response.Says(Added(view, evidence))
            : Gone;

    /// <summary>With the handoff where it takes promises from this person, else with the client.</summary>
    private async Task<Response> PromiseAsync(Caller caller, Quote quote, Guid id, int number, CancellationToken cancellationToken)
    {
        if (await deeds.ViewAsync(number) is not { } view)
            return Sight.NoSuch(number);

        if (!await sight.MaySeeAsync(caller.Actor, view, cancellationToken))
            return Sight.MayNotSee(view);

        if ((await sight.ActsAsync(caller.Actor, view, cancellationToken)).Contains(Act.Promise))
            return PromiseFlow.Begin(view, id, quote);

        return view.Client is { } client
            ? await clientPromises.OpenAsync(caller, client.Id, id, quote, view)
            : await promises.RefusalAsync(caller, view, id);
    }

    private async Task<Response> BesideAsync(Quote quote, FormToken token, ImmutableDictionary<string, Input> inputs, string input, string says)
    {
        var errors = ImmutableDictionary<string, string>.Empty.Add(input, says);
        return new Response.Errors(errors, await DrawAsync(quote, token, inputs, errors));
    }

    private async Task<Form> DrawAsync(
        Quote quote, FormToken token, ImmutableDictionary<string, Input> inputs, ImmutableDictionary<string, string>? errors = null)
    {
        var author = (await quotes.AuthorAsync(quote))?.Name ?? Quotes.NameIn(quote);
        return AddMessageScreen.Draw(quote, IdIn(token), author, null, token.Drawing + 1, inputs, errors);
    }

    private async Task<Quote?> FindAsync(Caller caller, FormToken token) => await quotes.FindAsync(IdIn(token), caller.Actor.Person);

    private static Guid IdIn(FormToken token) => Guid.TryParseExact(token.Text, "N", out var id) ? id : Guid.Empty;

    private static Phrase Added(HandoffView view, Evidence evidence)
    {
        var says = $"Added to {Sight.Named(view)}. Details shows it to both teams.";
        return evidence.Link is null ? $"{says} There is no link to it: {evidence.Message.Platform.InWords()} gives me none." : says;
    }
}
