using System.Collections.Immutable;
using System.Text.Json;
using HandoffBot.Core.Chat;
using HandoffBot.MsTeams.Cards;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>
/// A button that comes as a message, with a value instead of words: from a client that opens no dialogs or executes nothing, or from a form
/// that stands in the personal chat as a card.
/// <see href="https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-actions#action-submit"/>
/// </summary>
internal sealed class SubmitRoute(Asked asked, Dialogs dialogs, FormCards forms, PrivateAnswers answers, Homes homes)
{
    public async Task<Answer> AnswerAsync(JsonElement data, Met met, string receipt)
    {
        if (met.By is not { } by)
            return Answer.Empty;

        switch (Carried.Read(data))
        {
            case { Token: { } token } carried:
                await TakeAsync(Submission.Of(by, receipt, carried, token, data), carried, Submission.Search(carried, data), met);
                break;
            case { Press: { } press } carried:
                await PressAsync(new(by, receipt, press, met.On), met.Home(carried.Home), met);
                break;
            default:
                await SayAsync(Sentences.OldButton, new Interaction.ButtonPressed(by, receipt, new(Act.Open), null), met);
                break;
        }

        return Answer.Empty;
    }

    private async Task TakeAsync(Interaction sent, Carried carried, (string Input, string Query)? search, Met met)
    {
        var (reply, _) = await asked.HandleAsync(sent);
        if (Submission.Changes(carried, reply))
            homes.Draw(met.Home(carried.Home), sent.By, sent.Receipt);
        await GoOnAsync(reply, sent, search, met, carried.Home);
    }

    private async Task PressAsync(Interaction.ButtonPressed pressed, CardRef? home, Met met)
    {
        if (home is not null && pressed.Press.Act is Act.Home)
        {
            homes.Draw(home, pressed.By, pressed.Receipt);
            return;
        }

        // A home shows many handoffs, and is the card of none.
        var (reply, _) = await asked.HandleAsync(home is null ? pressed : pressed with { On = null });
        if (reply is not Reply.OpenForm)
            homes.Draw(home, pressed.By, pressed.Receipt);
        await AnswerAsync(reply, pressed, met, home?.Message);
    }

    private Task AnswerAsync(Reply reply, Interaction pressed, Met met, string? home) => reply switch
    {
        Reply.OpenForm open => PostAsync(open.Form, [], pressed, met, home),
        Reply.NextForm next => PostAsync(next.Form, [], pressed, met, home),
        Reply.FormErrors errors => PostAsync(errors.Redrawn, errors.ByInput, pressed, met, home),
        Reply.Notice notice => SayAsync(notice.Card, pressed, met),
        Reply.CloseForm or Reply.Suggestions or Reply.Done => Task.CompletedTask,
        _ => throw new NotSupportedException($"Microsoft Teams cannot answer a pressed button with {reply.GetType().Name} yet."),
    };

    /// <summary>The form's card shows what comes next.</summary>
    private Task GoOnAsync(Reply reply, Interaction sent, (string Input, string Query)? search, Met met, string? home) => reply switch
    {
        Reply.OpenForm open => ReplaceAsync(open.Form, [], search, sent, met, home),
        Reply.NextForm next => ReplaceAsync(next.Form, [], search, sent, met, home),
        Reply.FormErrors errors => ReplaceAsync(errors.Redrawn, errors.ByInput, search, sent, met, home),
        Reply.Notice notice => CloseAsync(notice.Card, sent, met),
        Reply.CloseForm => CloseAsync(Sentences.Finished, sent, met),
        Reply.Suggestions or Reply.Done => Task.CompletedTask,
        _ => throw new NotSupportedException($"Microsoft Teams cannot answer a form in a chat with {reply.GetType().Name} yet."),
    };

    private async Task PostAsync(Form form, ImmutableDictionary<string, string> errors, Interaction pressed, Met met, string? home)
    {
        var drawn = await dialogs.DrawMessageAsync(form, new(pressed.By, met.TypesAhead), errors, null);
        HomeMark.Write(drawn.Card, home);
        if (await forms.PostAsync(drawn, pressed) is { } missed && Thread(met) is { } thread)
            await answers.SayInThreadAsync(thread, missed);
    }

    private async Task ReplaceAsync(
        Form form, ImmutableDictionary<string, string> errors, (string Input, string Query)? search, Interaction sent, Met met, string? home)
    {
        var dialog = await dialogs.DrawMessageAsync(form, new(sent.By, met.TypesAhead), errors, search);
        HomeMark.Write(dialog.Card, home);
        await (met.On is { } shown ? forms.ReplaceAsync(shown, dialog, sent) : forms.PostAsync(dialog, sent));
    }

    private Task CloseAsync(Card card, Interaction sent, Met met) =>
        met.On is { } shown ? answers.ReplaceAsync(shown, card, sent) : SayAsync(card, sent, met);

    private Task SayAsync(Card card, Interaction asked, Met met) => answers.SayAsync(card, asked, Thread(met));

    /// <summary>Where others read.</summary>
    private static CardRef? Thread(Met met) => met.Kind is ConversationKind.Personal ? null : met.Thread;
}
