using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Slack.Blocks;
using HandoffBot.Slack.Text;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Slack.Inbound;

/// <summary>A button inside a form, or an answer that other fields depend on. It can redraw the form, never close it: Slack has no way.</summary>
internal sealed class PressedInForm(Asked asked, Modals modals, Homes homes)
{
    public async Task<Answer> AnswerAsync(InteractionPayload payload, ViewWire view, ActionWire action, AccountRef by)
    {
        if (Carried.ReadToken(view.PrivateMetadata) is not { } token || Press(action) is not { } press)
        {
            await modals.UpdateAsync(view, Sentences.OldForm, by.Workspace);
            return Answer.Empty;
        }

        if (press.Act is Act.Open)
            return Answer.Empty;

        var receipt = Receipts.OfTrigger(payload.TriggerId ?? action.ActionTs ?? "");
        var (reply, _) = await asked.HandleAsync(new Interaction.FormPressed(by, receipt, token, press, FormInputs.Of(view.State)));
        if (view.IsFromHome && press.Act is not (Act.Redraw or Act.Fix or Act.AskMore))
            homes.Draw(by, receipt);

        await AnswerAsync(reply, view, by.Workspace);
        return Answer.Empty;
    }

    private Task AnswerAsync(Reply reply, ViewWire view, string workspace) => reply switch
    {
        Reply.OpenForm open => modals.UpdateAsync(view, open.Form, workspace),
        Reply.NextForm next => modals.UpdateAsync(view, next.Form, workspace),
        Reply.FormErrors errors => modals.UpdateAsync(view, errors.Redrawn, workspace),
        Reply.Notice notice => modals.UpdateAsync(view, notice.Card, workspace),
        Reply.CloseForm => modals.UpdateAsync(view, Sentences.Finished, workspace),
        Reply.Suggestions or Reply.Done => Task.CompletedTask,
        _ => throw new NotSupportedException($"Slack cannot answer a button in a form with {reply.GetType().Name} yet."),
    };

    /// <summary>A control that is no button was changed: whatever depends on it is to be redrawn.</summary>
    private static Press? Press(ActionWire action) =>
        action.Type == "button" ? Carried.ReadPress(action.Value) : new Press(Act.Redraw, Text: action.BlockId);
}

/// <summary>A form that was sent. Its acknowledgement closes, redraws or keeps it.</summary>
internal sealed class FormSent(Asked asked, ViewRenderer views, Homes homes)
{
    public async Task<Answer> AnswerAsync(ViewWire view, AccountRef by)
    {
        if (Carried.ReadToken(view.PrivateMetadata) is not { } token || view.Id is not { Length: > 0 } id)
            return Show(views.Render(Sentences.OldForm, by.Workspace, view.Callback));

        var receipt = Receipts.OfForm(id, token, view.State);
        var (reply, _) = await asked.HandleAsync(new Interaction.FormSubmitted(by, receipt, token, FormInputs.Of(view.State)));
        if (view.IsFromHome && reply is not Reply.FormErrors)
            homes.Draw(by, receipt);

        return reply switch
        {
            Reply.OpenForm open => Show(views.Render(open.Form, by.Workspace, view.Callback)),
            Reply.NextForm next => Show(views.Render(next.Form, by.Workspace, view.Callback)),
            Reply.FormErrors errors => Errors(errors, view, by.Workspace),
            Reply.Notice notice => Show(views.Render(notice.Card, by.Workspace, view.Callback)),
            Reply.CloseForm or Reply.Suggestions or Reply.Done => Answer.Empty,
            _ => throw new NotSupportedException($"Slack cannot answer a form with {reply.GetType().Name} yet."),
        };
    }

    /// <summary>
    /// Slack shows errors beside input blocks of the submitted view only, and beside some controls not at all. If one of ours has no
    /// such place, or an earlier one is drawn into the view and would stay there, the whole form is redrawn with the sentences in it.
    /// </summary>
    private Answer Errors(Reply.FormErrors errors, ViewWire submitted, string workspace)
    {
        var redrawn = views.Render(errors.Redrawn, workspace, submitted.Callback);
        var native = redrawn.Blocks.OfType<Block.Input>().Where(ShowsErrors).Select(input => input.BlockId).OfType<string>().ToHashSet();
        var drawnBefore = submitted.Blocks?.Exists(block => block?.BlockId?.EndsWith(ViewRenderer.ErrorSuffix, StringComparison.Ordinal) == true) == true;
        if (drawnBefore || !errors.ByInput.Keys.All(native.Contains))
            return Show(WithHomeless(redrawn, errors.ByInput));

        var sentences = errors.ByInput.ToDictionary(pair => pair.Key, pair => Texts.Plain(pair.Value, 500).Text);
        return sentences.Count == 0 ? Show(redrawn) : Answer.Of(new ErrorsBody(sentences), SlackJson.Wire.ErrorsBody);
    }

    private static bool ShowsErrors(Block.Input input) => input.Element is not Element.ExternalSelect && input.Element.ActionId != ActionIds.Tick;

    /// <summary>An error about something that is not on this screen stands above it.</summary>
    private static View WithHomeless(View view, ImmutableDictionary<string, string> errors)
    {
        var drawn = view.Blocks.Select(block => block.BlockId).OfType<string>().ToHashSet();
        var homeless = errors
            .Where(pair => !drawn.Contains(pair.Key + ViewRenderer.ErrorSuffix))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(Limits.ViewBlocks - view.Blocks.Count)
            .Select(pair => CardDrawing.Context($":warning: {SlackText.Mrkdwn(pair.Value, 500)}") with { BlockId = pair.Key + ViewRenderer.ErrorSuffix });
        return view with { Blocks = view.Blocks.InsertRange(0, homeless) };
    }

    private static Answer Show(View view) => Answer.Of(new UpdateViewAction(view), SlackJson.Wire.UpdateViewAction);
}

/// <summary>A choice that is made by typing.</summary>
internal sealed class SuggestionsWanted(Asked asked, ILogger<SuggestionsWanted> log)
{
    public async Task<Answer> AnswerAsync(InteractionPayload payload, AccountRef by)
    {
        var subject = ActionIds.Subject(payload.ActionId);
        var named = subject is not null ? SuggestionSource.Clients : Source(payload.ActionId);
        if (named is not { } source)
        {
            log.NotAnswered("a choice from an unknown source");
            return Options([]);
        }

        var token = Carried.ReadToken(payload.View?.PrivateMetadata);
        var question = new Interaction.SuggestionsAsked(by, "slack:suggestions", source, payload.Value?.Trim() ?? "", token) { Of = subject ?? Subject.Client };
        var (reply, _) = await asked.HandleAsync(question);
        return Options(reply is Reply.Suggestions found ? Choices.Of(found.Of, Limits.SelectOptions) : []);
    }

    private static SuggestionSource? Source(string? actionId) => actionId switch
    {
        ActionIds.People => SuggestionSource.People,
        ActionIds.Handoffs => SuggestionSource.Handoffs,
        _ => null,
    };

    private static Answer Options(ImmutableList<Option> options) => Answer.Of(new OptionsBody(options), SlackJson.Wire.OptionsBody);
}
