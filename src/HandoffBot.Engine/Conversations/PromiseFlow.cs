using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Engine.Conversations;

/// <summary>The promises that are handed over with a client: their form, and taking one off.</summary>
internal sealed class PromiseFlow(Deeds deeds, Sight sight, FieldContexts contexts, ReviewFlow review, Quotes quotes, Ids ids)
{
    /// <summary>The form of a promise that was said in a message, whose id it bears.</summary>
    public static Response Begin(HandoffView view, Guid id, Quote quote) => new Response.Screen(PromiseScreen.Draw(
        view, new(id), null, inputs: ImmutableDictionary<string, Input>.Empty.Add(PromiseScreen.What, What(quote)), message: quote));

    /// <summary>As much of a message as a promise holds.</summary>
    public static Input What(Quote quote) => new Input.Typed(Shortened.To(quote.Text.Trim(), PromiseText.LongestWhat));

    /// <summary>The rules' own sentence about why the person adds no promise.</summary>
    public Task<Response> RefusalAsync(Caller caller, HandoffView view, Guid id) =>
        deeds.RefusalAsync(caller, view.Handoff.Number, new HandoffCommand.Promise(view.Handoff.Round, new(id), Nothing(view)));

    /// <param name="drawing">Of the form in which the button stood; 0 for one on a message.</param>
    public async Task<Response> OpenAsync(Caller caller, Press press, int drawing, CancellationToken cancellationToken)
    {
        var number = press.Handoff ?? 0;
        if (await deeds.ViewAsync(number) is not { } view)
            return Sight.NoSuch(number);

        var known = PromiseScreen.IdIn(press.Text) is { } named ? view.Handoff.Commitments.FirstOrDefault(one => one.Id == named) : null;
        var id = known?.Id ?? new CommitmentId(ids.New());
        var may = known is not null || (await sight.ActsAsync(caller.Actor, view, cancellationToken)).Contains(Act.Promise);
        if (!may || press.Round != view.Handoff.Round)
            return await deeds.RefusalAsync(caller, number, new HandoffCommand.Promise(press.Round, id, Nothing(view)));

        return new Response.Screen(PromiseScreen.Draw(view, id, known?.Text, drawing));
    }

    public async Task<Response> SaveAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        var number = token.Handoff ?? 0;
        if (await deeds.ViewAsync(number) is not { } view || PromiseScreen.IdIn(token.Text) is not { } id)
            return Sight.NoSuch(number);

        var message = await quotes.FindAsync(id.Value, caller.Actor.Person);
        var (text, errors) = PromiseScreen.Read(inputs, await contexts.ForAsync(inputs, null, cancellationToken));
        if (text is null)
            return Beside(view, id, token, inputs, errors, message);

        var said = message is null ? text : text with { Link = (await quotes.LinkAsync(message))?.AbsoluteUri };
        return await deeds.DoAsync(caller, number, new HandoffCommand.Promise(token.Round, id, said), cancellationToken) switch
        {
            Deed.Done done when message is not null => new Response.Says(Added(await done.ViewAsync())),
            Deed.Done done => await GoOnAsync(await done.ViewAsync(), token.Drawing + 1, cancellationToken),
            Deed.Refused { Refusal: Refusal.UnfitPromise unfit, View: { } now } => Beside(
                now, id, token, inputs, ImmutableDictionary<string, string>.Empty.Add(PromiseScreen.InputOf(unfit.Part), unfit.Why), message),
            var other => other.Sentence(number),
        };
    }

    public async Task<Response> RemoveAsync(Caller caller, Press press, int drawing, CancellationToken cancellationToken)
    {
        var number = press.Handoff ?? 0;
        var id = PromiseScreen.IdIn(press.Text) ?? default;
        return await deeds.DoAsync(caller, number, new HandoffCommand.Unpromise(press.Round, id), cancellationToken) switch
        {
            Deed.Done done => await GoOnAsync(await done.ViewAsync(), drawing, cancellationToken),
            var other => other.Sentence(number),
        };
    }

    /// <summary>What is still with the sender goes on at its last screen; what the receiver reads shows it on the cards.</summary>
    private async Task<Response> GoOnAsync(HandoffView view, int drawing, CancellationToken cancellationToken) => view.Handoff.IsOpen
        ? new Response.Nothing()
        : new Response.Screen(await review.DrawAsync(view, drawing, cancellationToken));

    /// <summary>Who came from a message goes back to where it stands.</summary>
    private static string Added(HandoffView view) =>
        $"Added to the promises of {Sight.Named(view)}: {view.Organization.TeamName(view.Handoff.ReceivingTeam)} acknowledges or disputes it when accepting.";

    private static Response Beside(
        HandoffView view, CommitmentId id, FormToken token, ImmutableDictionary<string, Input> inputs, ImmutableDictionary<string, string> errors, Quote? message) =>
        new Response.Errors(errors, PromiseScreen.Draw(view, id, null, token.Drawing + 1, inputs, errors, message));

    /// <summary>Words that the rules refuse in any case, for the sentence that says why no form opens.</summary>
    private static PromiseText Nothing(HandoffView view) => new("", view.Now.InUtc().Date);
}
