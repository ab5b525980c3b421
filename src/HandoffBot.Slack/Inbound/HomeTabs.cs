using HandoffBot.Core.Chat;
using HandoffBot.Slack.Blocks;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Slack.Inbound;

/// <summary>A button on the Home tab. There is no channel to answer in, so what is to be said stands in a modal.</summary>
internal sealed class PressedAtHome(Asked asked, Modals modals, Homes homes, ILogger<PressedAtHome> log)
{
    public async Task<Answer> AnswerAsync(InteractionPayload payload, ViewWire home, ActionWire action, AccountRef by)
    {
        if (action.Type != "button")
        {
            log.NotAnswered(CleanText.Of(action.Type ?? "an action without a type", 60));
            return Answer.Empty;
        }

        var press = Carried.ReadPress(action.Value);
        if (press is { Act: Act.Open })
            return Answer.Empty;

        // A button of another version gives way to those of this one.
        var receipt = Receipts.OfTrigger(payload.TriggerId ?? action.ActionTs ?? "");
        var done = press is null or { Act: Act.Home } ? new Done(true) : await ActAsync(new(by, receipt, press, null), payload.TriggerId);
        if (done.Redraws)
            homes.Draw(by, receipt, home.Hash, done.Says);
        return Answer.Empty;
    }

    private async Task<Done> ActAsync(Interaction.ButtonPressed pressed, string? trigger)
    {
        var (reply, _) = await asked.HandleAsync(pressed);
        var form = reply switch
        {
            Reply.OpenForm open => open.Form,
            Reply.NextForm next => next.Form,
            Reply.FormErrors errors => errors.Redrawn,
            _ => null,
        };

        // A form has changed nothing yet: what is sent with it draws the tab anew.
        if (form is not null)
            return await modals.OpenAsync(trigger, form, pressed.By.Workspace, ViewRenderer.FromHome) is { } instead ? new(true, instead) : new(false);

        if (reply is not Reply.Notice { Card: { IsHome: false } says })
            return new(true);

        return new(true, await modals.OpenAsync(trigger, says, pressed.By.Workspace, ViewRenderer.FromHome) is null ? null : says);
    }

    /// <param name="Says">What found no place but the tab itself.</param>
    private readonly record struct Done(bool Redraws, Card? Says = null);
}

/// <summary>A shortcut that is there wherever one is in Slack, with no channel and no message.</summary>
internal sealed class ShortcutUsed(Asked asked, Modals modals, PrivateAnswers answers, ILogger<ShortcutUsed> log)
{
    /// <summary>As the manifest names it.</summary>
    public const string NewHandoff = "new_handoff";

    public async Task<Answer> AnswerAsync(InteractionPayload payload, AccountRef by)
    {
        if (payload.CallbackId != NewHandoff)
        {
            log.NotAnswered(CleanText.Of($"the shortcut {payload.CallbackId}", 60));
            return Answer.Empty;
        }

        var receipt = Receipts.OfTrigger(payload.TriggerId ?? $"none:{Guid.NewGuid():N}");
        var pressed = new Interaction.ButtonPressed(by, receipt, Presses.Say("new"), null);
        var (reply, _) = await asked.HandleAsync(pressed);
        var instead = await (reply switch
        {
            Reply.OpenForm open => modals.OpenAsync(payload.TriggerId, open.Form, by.Workspace),
            Reply.NextForm next => modals.OpenAsync(payload.TriggerId, next.Form, by.Workspace),
            Reply.FormErrors errors => modals.OpenAsync(payload.TriggerId, errors.Redrawn, by.Workspace),
            Reply.Notice says => modals.OpenAsync(payload.TriggerId, says.Card, by.Workspace),
            Reply.CloseForm or Reply.Suggestions or Reply.Done => Task.FromResult<Card?>(null),
            _ => throw new NotSupportedException($"Slack cannot answer a shortcut with {reply.GetType().Name} yet."),
        });

        // Where no modal opens, the direct chat is the only place left; it is named by whose it is.
        if (instead is not null)
            await answers.InDirectChatAsync(by.Account, reply is Reply.Notice notice ? notice.Card : instead, pressed);
        return Answer.Empty;
    }
}
