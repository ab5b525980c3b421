using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Slack.Text;

namespace HandoffBot.Slack.Blocks;

/// <summary>Draws a form as a modal. Block ids are the ids of the inputs, so that typed answers survive a redraw.</summary>
/// <param name="command">The slash command, with its slash.</param>
internal sealed class ViewRenderer(string command)
{
    public const string CallbackId = "handoff-form";

    /// <summary>The same of a form that was opened from the Home tab, which is drawn anew after what is sent with it.</summary>
    public const string FromHome = "handoff-form-home";

    /// <summary>Ends the block id of a sentence about an input.</summary>
    public const string ErrorSuffix = ":error";

    /// <param name="callback">Where it was opened: it stays the same from screen to screen.</param>
    public View Render(Form form, string workspace, string callback = CallbackId)
    {
        var phrases = new PhraseWriter(workspace, command);
        var blocks = Fitting.Into(Limits.ViewBlocks, Limits.ViewBytes, (longText, anyText) => Draw(form, phrases, longText, anyText));
        var asks = blocks.Exists(block => block is Block.Input);
        return new(
            Texts.Plain(form.Title, Limits.ViewTitle),
            Texts.PlainOrNone(asks && string.IsNullOrWhiteSpace(form.Submit) ? "Send" : form.Submit, Limits.ViewTitle),
            Texts.Plain(form.Close, Limits.ViewTitle),
            callback,
            Carried.Write(form.Token),
            blocks);
    }

    /// <summary>A card in a modal, for what would have been a message had there been a place for one.</summary>
    public View Render(Card card, string workspace, string callback = CallbackId) =>
        Render(new Form(new FormToken(FormKind.Sentence), "HandoffBot", [.. card.Parts.Select(part => new FormPart.Shown(part))], null), workspace, callback);

    private static ImmutableList<Block> Draw(Form form, PhraseWriter phrases, int longText, int anyText)
    {
        var drawing = new CardDrawing(phrases, longText, anyText);
        return [.. form.Parts.SelectMany((part, place) => Draw(part, place, drawing, anyText))];
    }

    private static IEnumerable<Block> Draw(FormPart part, int place, CardDrawing drawing, int anyText) => part switch
    {
        FormPart.Progress progress => [CardDrawing.Context(SlackText.Mrkdwn(progress.Text, Limits.ContextText, oneLine: true))],
        FormPart.Shown shown => drawing.Draw(shown.Part, $"shown-{place}"),
        FormPart.ChecklistField one => Ask(
            one.Field.Id, one.Field.Label, Controls.Hint(one.Field), one.Field.Required,
            Controls.For(one.Field.Kind, one.Field.Label, one.Current), one.Redraws, one.Error),
        FormPart.PersonField one => Ask(
            one.Id, one.Label, one.Hint, one.Required, Controls.Search(ActionIds.People, "Type a name", one.Current), one.Redraws, one.Error),
        FormPart.ClientField one => Ask(
            one.Id, one.Label, one.Hint, one.Required, Controls.Search(ActionIds.Of(one.Of), Controls.NameOf(one.Of), one.Current), one.Redraws, one.Error),
        FormPart.HandoffField one => Ask(
            one.Id, one.Label, one.Hint, one.Required, Controls.Search(ActionIds.Handoffs, "Type a client's name", one.Current), false, one.Error),
        FormPart.TextField one => Ask(
            one.Id, one.Label, one.Hint, one.Required,
            Controls.Typing(one.Current is null ? null : new Input.Typed(one.Current), one.Multiline), false, one.Error),
        FormPart.OneOf one => Ask(one.Id, one.Label, one.Hint, one.Required, Controls.OneOf(one.Options, one.Current), false, one.Error),
        FormPart.ManyOf one => Ask(one.Id, one.Label, one.Hint, one.Required, Controls.ManyOf(one.Options, one.Current), false, one.Error),
        FormPart.Criteria criteria => criteria.Of.SelectMany((one, at) => Criterion($"{criteria.Id}-{at}", at, one, anyText)),
        FormPart.Finding finding => Finding(finding, place, anyText),
        FormPart.AnswerButtons buttons => Buttons.Rows(buttons.Of, $"answers-{place}"),
        _ => throw new NotSupportedException($"Slack cannot draw {part.GetType().Name} yet."),
    };

    private static IEnumerable<Block> Ask(
        string id, string label, string? hint, bool required, Element element, bool redraws, string? error)
    {
        // A select without options is refused by Slack, and there is nothing to choose.
        if (element is Element.StaticSelect { Options.Count: 0 } or Element.MultiStaticSelect { Options.Count: 0 })
        {
            yield return new Block.Section(Texts.Labelled(label, Limits.SectionText, _ => "Nothing to choose from."));
            yield break;
        }

        yield return new Block.Input(
            Texts.Plain(required ? $"{CleanText.Of(label, Limits.InputLabel - 2)} *" : label, Limits.InputLabel),
            element,
            Texts.PlainOrNone(hint, Limits.InputHint),
            redraws ? true : null)
        { BlockId = id };

        if (error is not null)
            yield return Error(id, error);
    }

    private static IEnumerable<Block> Criterion(string id, int place, Criterion one, int anyText)
    {
        yield return new Block.Section(Texts.Mrkdwn(SlackText.Mrkdwn(one.Sentence, anyText)));
        yield return new Block.Input(Texts.Plain($"Criterion {place + 1} *", Limits.InputLabel), Controls.Tick(one.Ticked), null, null) { BlockId = id };
        if (one.Error is not null)
            yield return Error(id, one.Error);
    }

    /// <summary>A section takes one button, so what can be done instead stands below it.</summary>
    private static IEnumerable<Block> Finding(FormPart.Finding finding, int place, int anyText)
    {
        var text = Texts.Labelled(finding.Label, anyText, left => SlackText.Mrkdwn(finding.Says, left));
        Block asked = new Block.Section(text, null, Buttons.One(new CardButton("Fix", finding.Fix), 0)) { BlockId = $"finding-{place}" };
        return finding.Or is { } or ? [asked, .. Buttons.Rows([or], $"finding-{place}-or")] : [asked];
    }

    private static Block Error(string id, string error) =>
        CardDrawing.Context($":warning: {SlackText.Mrkdwn(error, Limits.ContextText - 20)}") with { BlockId = id + ErrorSuffix };
}
