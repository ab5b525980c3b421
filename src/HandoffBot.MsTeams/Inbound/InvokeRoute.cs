using System.Collections.Immutable;
using System.Text.Json;
using HandoffBot.Core.Chat;
using HandoffBot.MsTeams.Cards;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>What waits for its answer in the response: buttons, dialogs and typed choices.</summary>
internal sealed class InvokeRoute(
    PressedOnCard onCard, DialogRoute dialogs, ExtensionRoute extension, SuggestionsWanted suggestions, ILogger<InvokeRoute> log)
{
    private const string OnCard = "adaptiveCard/action";
    private const string Opened = "task/fetch";
    private const string Sent = "task/submit";
    private const string Chosen = "composeExtension/fetchTask";
    private const string SentThere = "composeExtension/submitAction";
    private const string Typing = "application/search";

    public async Task<Answer> AnswerAsync(Activity activity, Met met, string receipt)
    {
        if (activity.Name is not (OnCard or Opened or Sent or Chosen or SentThere or Typing))
        {
            log.NotAnswered(activity.Name is null ? "an invoke without a name" : Shortened.To(activity.Name, 60));
            return Answer.NotServed;
        }

        if (met.By is not { } by || activity.Value is not { ValueKind: JsonValueKind.Object } value)
            return Answer.Malformed;

        var reader = new Reader(by, met.TypesAhead, met.Zone);
        return activity.Name switch
        {
            OnCard => await onCard.AnswerAsync(Within(Within(value, "action"), "data"), met, reader, receipt),
            Opened => await dialogs.OpenAsync(Within(value, "data"), met, reader, receipt),
            Chosen => await extension.OpenAsync(value, met, reader, receipt),
            Sent or SentThere => await dialogs.TakeAsync(Within(value, "data"), met, reader, receipt),
            _ => await suggestions.AnswerAsync(value, by),
        };
    }

    /// <summary>Told where there is a place for a sentence; a dialog stays open with what was typed, and offers to try again.</summary>
    public static Answer TurnAway(Activity activity) => activity.Name switch
    {
        OnCard => InvokeAnswers.ShowsBesideCard(Sentences.TooMany),
        Opened or Chosen => InvokeAnswers.ShowsInDialog(Sentences.TooMany),
        _ => Answer.Of(StatusCodes.Status429TooManyRequests),
    };

    private static JsonElement Within(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var inner) ? inner : default;
}

/// <summary>A button that acts at once. The card is everybody's: what it shows next comes by delivery, and the answer is a sentence to who pressed.</summary>
internal sealed class PressedOnCard(Asked asked, Dialogs dialogs, FormCards forms, PrivateAnswers answers, Homes homes)
{
    public async Task<Answer> AnswerAsync(JsonElement data, Met met, Reader reader, string receipt)
    {
        if (Carried.Read(data) is not { Press: { } press } carried)
            return InvokeAnswers.ShowsBesideCard(Sentences.OldButton);

        var home = met.Home(carried.Home);
        var pressed = new Interaction.ButtonPressed(reader.By, receipt, press, home is null ? met.On : null);
        if (home is not null && press.Act is Act.Home)
            return Redraw(home, pressed);

        var (reply, _) = await asked.HandleAsync(pressed);
        homes.Draw(home, reader.By, receipt);
        return reply switch
        {
            Reply.Notice notice => await SayAsync(notice.Card, reader, pressed),
            Reply.OpenForm open => await OpenAsync(open.Form, [], reader, pressed),
            Reply.NextForm next => await OpenAsync(next.Form, [], reader, pressed),
            Reply.FormErrors errors => await OpenAsync(errors.Redrawn, errors.ByInput, reader, pressed),
            Reply.CloseForm or Reply.Suggestions or Reply.Done => InvokeAnswers.ShowsBesideCard(Sentences.Done),
            _ => throw new NotSupportedException($"Microsoft Teams cannot answer a button with {reply.GetType().Name} yet."),
        };
    }

    private Answer Redraw(CardRef home, Interaction.ButtonPressed pressed)
    {
        homes.Draw(home, pressed.By, pressed.Receipt);
        return InvokeAnswers.ShowsBesideCard(Sentences.Done);
    }

    /// <summary>Beside the card stands a sentence only; a card that says more goes to the personal chat.</summary>
    private async Task<Answer> SayAsync(Card card, Reader reader, Interaction pressed)
    {
        if (InvokeAnswers.IsSentence(card))
            return InvokeAnswers.ShowsBesideCard(card, reader.Zone);

        var arrived = await answers.SayAsync(card, pressed, thread: null);
        return InvokeAnswers.ShowsBesideCard(arrived ? Sentences.InPersonalChat : card, reader.Zone);
    }

    /// <summary>Such a button opens no dialog.</summary>
    private async Task<Answer> OpenAsync(Form form, ImmutableDictionary<string, string> errors, Reader reader, Interaction pressed)
    {
        var missed = await forms.PostAsync(await dialogs.DrawMessageAsync(form, reader, errors, null), pressed);
        return InvokeAnswers.ShowsBesideCard(missed is null ? Sentences.InPersonalChat : Sentences.Instead(missed));
    }
}

/// <summary>Dialogs: opened by a button, sent, or redrawn by a button in them.</summary>
internal sealed class DialogRoute(Asked asked, Dialogs dialogs, Homes homes)
{
    /// <summary>A button on a message whose answer is a dialog.</summary>
    public async Task<Answer> OpenAsync(JsonElement data, Met met, Reader reader, string receipt)
    {
        if (Carried.Read(data) is not { Press: { } press } carried)
            return InvokeAnswers.ShowsInDialog(Sentences.OldButton);

        var home = met.Home(carried.Home);
        var (reply, _) = await asked.HandleAsync(new Interaction.ButtonPressed(reader.By, receipt, press, home is null ? met.On : null));

        // A form has changed nothing yet: what is sent with it draws the home anew.
        if (reply is not Reply.OpenForm)
            homes.Draw(home, reader.By, receipt);
        return await AnswerAsync(reply, reader, search: null, home) ?? InvokeAnswers.ShowsInDialog(Sentences.Done);
    }

    /// <summary>An action of the app, whose answer is a dialog.</summary>
    public async Task<Answer> AnswerAsync(Interaction chosen, Reader reader)
    {
        var (reply, _) = await asked.HandleAsync(chosen);
        return await AnswerAsync(reply, reader, search: null, home: null) ?? InvokeAnswers.ShowsInDialog(Sentences.Done);
    }

    /// <summary>A dialog that was sent, or a button in it; nothing to show closes it.</summary>
    public async Task<Answer> TakeAsync(JsonElement data, Met met, Reader reader, string receipt)
    {
        if (Carried.Read(data) is not { Token: { } token } carried)
            return InvokeAnswers.ShowsInDialog(Sentences.OldForm);

        var home = met.Home(carried.Home);
        var (reply, _) = await asked.HandleAsync(Submission.Of(reader.By, receipt, carried, token, data));
        if (Submission.Changes(carried, reply))
            homes.Draw(home, reader.By, receipt);
        return await AnswerAsync(reply, reader, Submission.Search(carried, data), home) ?? Answer.Empty;
    }

    private async Task<Answer?> AnswerAsync(Reply reply, Reader reader, (string Input, string Query)? search, CardRef? home) => reply switch
    {
        Reply.OpenForm open => InvokeAnswers.Shows(await dialogs.DrawAsync(open.Form, reader, [], search), home?.Message),
        Reply.NextForm next => InvokeAnswers.Shows(await dialogs.DrawAsync(next.Form, reader, [], search), home?.Message),
        Reply.FormErrors errors => InvokeAnswers.Shows(await dialogs.DrawAsync(errors.Redrawn, reader, errors.ByInput, search), home?.Message),
        Reply.Notice notice => InvokeAnswers.ShowsInDialog(notice.Card, home?.Message),
        Reply.CloseForm or Reply.Suggestions or Reply.Done => null,
        _ => throw new NotSupportedException($"Microsoft Teams cannot answer a dialog with {reply.GetType().Name} yet."),
    };
}

/// <summary>Reads a form that was sent, or a button pressed in it.</summary>
internal static class Submission
{
    public static Interaction Of(AccountRef by, string receipt, Carried carried, FormToken token, JsonElement data) => carried.Press is { } press
        ? new Interaction.FormPressed(by, receipt, token, press, Inputs.Read(data))
        : new Interaction.FormSubmitted(by, receipt, token, Inputs.Read(data));

    /// <summary>Whether something may have changed that a home shows, rather than only what stands in the form.</summary>
    public static bool Changes(Carried carried, Reply reply) =>
        reply is not Reply.FormErrors && carried is { Search: null, Press: null or { Act: not (Act.Redraw or Act.Fix or Act.AskMore) } };

    /// <summary>The input that is searched for, and what was typed beside it.</summary>
    public static (string Input, string Query)? Search(Carried carried, JsonElement data) =>
        carried.Search is { } input ? (input, Inputs.Query(data, input)) : null;
}

/// <summary>A choice that is made by typing.</summary>
internal sealed class SuggestionsWanted(Dialogs dialogs, ILogger<SuggestionsWanted> log)
{
    public async Task<Answer> AnswerAsync(JsonElement value, AccountRef by)
    {
        if (Pickers.Read(Text(value, "dataset")) is not { } wanted)
        {
            log.NotAnswered("a choice from an unknown source");
            return InvokeAnswers.Finds([]);
        }

        return InvokeAnswers.Finds(await dialogs.FindAsync(wanted.Source, wanted.Of, Text(value, "queryText")?.Trim() ?? "", wanted.Token, by));
    }

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String ? text.GetString() : null;
}
