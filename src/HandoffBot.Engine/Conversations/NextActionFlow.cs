using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Engine.Conversations;

/// <summary>What is to be done next: planned on the last screen, done from the owner's list.</summary>
internal sealed class NextActionFlow(Deeds deeds, Sight sight, FieldContexts contexts, ReviewFlow review, Ids ids)
{
    /// <param name="drawing">Of the form in which the button stood.</param>
    public async Task<Response> OpenAsync(Caller caller, Press press, int drawing)
    {
        var number = press.Handoff ?? 0;
        if (await deeds.ViewAsync(number) is not { } view)
            return Sight.NoSuch(number);

        var may = view.Handoff.Status is HandoffStatus.Draft or HandoffStatus.Rejected && Permissions.MayEdit(caller.Actor, view.Handoff)
            && view.Handoff.NextActions.Length < HandoffRules.MostActions;
        return may && press.Round == view.Handoff.Round
            ? new Response.Screen(NextActionScreen.Draw(view, ids.New(), drawing))
            : await deeds.RefusalAsync(caller, number, new HandoffCommand.Plan(press.Round, new NextAction(ids.New(), "", null, default)));
    }

    public async Task<Response> SaveAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        var number = token.Handoff ?? 0;
        if (await deeds.ViewAsync(number) is not { } view || !Guid.TryParseExact(token.Text, "N", out var id))
            return Sight.NoSuch(number);

        var (action, errors) = NextActionScreen.Read(id, inputs, await contexts.ForAsync(inputs, null, cancellationToken));
        if (action is null)
            return new Response.Errors(errors, NextActionScreen.Draw(view, id, token.Drawing + 1, inputs, errors));

        return await deeds.DoAsync(caller, number, new HandoffCommand.Plan(token.Round, action), cancellationToken) switch
        {
            Deed.Done done => new Response.Screen(await review.DrawAsync(await done.ViewAsync(), token.Drawing + 1, cancellationToken)),
            Deed.Refused { Refusal: Refusal.UnfitPromise unfit, View: { } now } => Beside(now, unfit),
            var other => other.Sentence(number),
        };

        Response Beside(HandoffView now, Refusal.UnfitPromise unfit)
        {
            var beside = ImmutableDictionary<string, string>.Empty.Add(PromiseScreen.InputOf(unfit.Part), unfit.Why);
            return new Response.Errors(beside, NextActionScreen.Draw(now, id, token.Drawing + 1, inputs, beside));
        }
    }

    /// <summary>The same form with what stands in it, for a platform that searches by drawing anew.</summary>
    public async Task<Response> RedrawAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        var number = token.Handoff ?? 0;
        if (await deeds.ViewAsync(number) is not { } view || !Guid.TryParseExact(token.Text, "N", out var id))
            return Sight.NoSuch(number);

        // It stays about the round in which it was opened.
        return await sight.MaySeeAsync(caller.Actor, view, cancellationToken)
            ? new Response.Screen(NextActionScreen.Draw(view, id, inputs: inputs) with { Token = token with { Drawing = token.Drawing + 1 } })
            : Sight.MayNotSee(view);
    }

    public async Task<Response> RemoveAsync(Caller caller, Press press, int drawing, CancellationToken cancellationToken)
    {
        var number = press.Handoff ?? 0;
        return await deeds.DoAsync(caller, number, new HandoffCommand.Unplan(press.Round, IdIn(press)), cancellationToken) switch
        {
            Deed.Done done => new Response.Screen(await review.DrawAsync(await done.ViewAsync(), drawing, cancellationToken)),
            var other => other.Sentence(number),
        };
    }

    public async Task<Response> DoneAsync(Caller caller, Press press, CancellationToken cancellationToken)
    {
        var number = press.Handoff ?? 0;
        return await deeds.DoAsync(caller, number, new HandoffCommand.Finish(press.Round, IdIn(press)), cancellationToken) switch
        {
            Deed.Done => new Response.Says("Noted: it is done."),
            var other => other.Sentence(number),
        };
    }

    private static Guid IdIn(Press press) => Guid.TryParseExact(press.Text, "N", out var id) ? id : Guid.Empty;
}
