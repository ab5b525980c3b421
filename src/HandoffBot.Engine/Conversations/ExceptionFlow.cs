using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Engine.Conversations;

/// <summary>Asking to leave a required field open: its form, and asking no more.</summary>
internal sealed class ExceptionFlow(Deeds deeds, FieldContexts contexts, ReviewFlow review)
{
    /// <param name="drawing">Of the form in which the button stood; 0 for one on a message.</param>
    public async Task<Response> OpenAsync(Caller caller, Press press, int drawing, CancellationToken cancellationToken)
    {
        var number = press.Handoff ?? 0;
        if (await deeds.ViewAsync(number) is not { } view)
            return Sight.NoSuch(number);

        var field = view.Handoff.Playbook.Checklist.Find(press.Text ?? "");
        var mayAsk = view.Handoff.IsOpen
            ? Permissions.MayCorrect(caller.Actor, view.Handoff)
            : view.Handoff.Status is HandoffStatus.Draft or HandoffStatus.Rejected && Permissions.MayEdit(caller.Actor, view.Handoff);
        var isOpen = field is not null && HandoffRules.MayStayOpen(view.Handoff.Playbook.Checklist, field.Id)
            && (view.Handoff.OpenExceptions.Any(one => one.Field == field.Id) || (await contexts.FindingsAsync(view, cancellationToken)).Any(one => one.Field == field.Id));

        // Whatever is asked without a reason is refused, so the rules say why no form opens.
        return mayAsk && isOpen && press.Round == view.Handoff.Round
            ? new Response.Screen(ExceptionScreen.Draw(view, field!, drawing))
            : await deeds.RefusalAsync(caller, number, new HandoffCommand.AskException(press.Round, press.Text ?? "", "", default));
    }

    public async Task<Response> SaveAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        var number = token.Handoff ?? 0;
        if (await deeds.ViewAsync(number) is not { } view || view.Handoff.Playbook.Checklist.Find(token.Text ?? "") is not { } field)
            return Sight.NoSuch(number);

        var (said, errors) = ExceptionScreen.Read(inputs, await contexts.ForAsync(inputs, null, cancellationToken));
        if (said is not var (reason, until))
            return Beside(view, errors);

        return await deeds.DoAsync(caller, number, new HandoffCommand.AskException(token.Round, field.Id, reason, until), cancellationToken) switch
        {
            Deed.Done done => await GoOnAsync(await done.ViewAsync(), token.Drawing + 1, cancellationToken),
            Deed.Refused { Refusal: Refusal.UnfitException unfit, View: { } now } =>
                Beside(now, ImmutableDictionary<string, string>.Empty.Add(ExceptionScreen.InputOf(unfit.Part), unfit.Why)),
            var other => other.Sentence(number),
        };

        Response Beside(HandoffView now, ImmutableDictionary<string, string> beside) =>
            new Response.Errors(beside, ExceptionScreen.Draw(now, field, token.Drawing + 1, inputs, beside));
    }

    public async Task<Response> TakeBackAsync(Caller caller, Press press, int drawing, CancellationToken cancellationToken)
    {
        var number = press.Handoff ?? 0;
        return await deeds.DoAsync(caller, number, new HandoffCommand.TakeBackException(press.Round, press.Text ?? ""), cancellationToken) switch
        {
            Deed.Done done => await GoOnAsync(await done.ViewAsync(), drawing, cancellationToken),
            var other => other.Sentence(number),
        };
    }

    /// <summary>What is still with the sender goes on at its last screen; what the receiver reads shows it on the cards.</summary>
    private async Task<Response> GoOnAsync(HandoffView view, int drawing, CancellationToken cancellationToken) => view.Handoff.IsOpen
        ? new Response.Nothing()
        : new Response.Screen(await review.DrawAsync(view, drawing, cancellationToken));
}
