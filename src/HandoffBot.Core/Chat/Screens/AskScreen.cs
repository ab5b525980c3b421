using System.Collections.Immutable;
using System.Globalization;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>Questions to the sending team: what, about which answers, and whether the client has to be asked.</summary>
public static class AskScreen
{
    /// <summary>As many questions fit one form; more can be asked with the next.</summary>
    public const int MostAtOnce = 5;

    /// <summary>
    /// How many answers can be named on one form, over all of its questions: each question lists them all, and an input that does not fit would
    /// come back as an empty one.
    /// </summary>
    private const int MostNamed = 120;

    /// <summary>What the box of a question comes back as.</summary>
    public const string Client = "client";

    /// <param name="questions">How many the form has room for.</param>
    /// <param name="inputs">What stands in the form that is redrawn.</param>
    /// <param name="errors">Sentences by input id.</param>
    /// <param name="says">What changed since the form was opened, where that stands in the way.</param>
    public static Form Draw(
        HandoffView view,
        int questions = 1,
        ImmutableDictionary<string, Input>? inputs = null,
        ImmutableDictionary<string, string>? errors = null,
        Phrase? says = null,
        int drawing = 0)
    {
        var handoff = view.Handoff;
        var most = Most(handoff);
        var count = Math.Clamp(questions, 1, most);
        var parts = new List<FormPart>();
        if (says is not null)
            parts.Add(ScreenParts.Says(says));

        parts.Add(ScreenParts.Says($"{Spoken.Name(view, handoff.Sender)} is told, and anybody of {Spoken.From(view)} can answer. Your own clock stands still until then."));
        parts.AddRange(OpenAlready(view));
        for (var place = 0; place < count; place++)
            parts.AddRange(Question(handoff, place, inputs, errors));

        if (count < most)
            parts.Add(ScreenParts.Answers(new CardButton("One more question", Presses.Of(Act.AskMore, handoff))));

        return new(
            new(FormKind.Ask, handoff.Number, Round: handoff.Round, Revision: handoff.Revision, Step: count, Drawing: drawing),
            ScreenParts.Title($"Ask about {handoff.Reference}"),
            [.. parts],
            "Ask");
    }

    /// <summary>Input id of a question's text; places count from 0.</summary>
    public static string TextId(int place) => $"question-{Number(place)}";

    /// <summary>Input ids of the controls that name what a question is about, in order.</summary>
    public static IEnumerable<string> FieldIds(Handoff handoff, int place) => ScreenParts.AskedFields(handoff).Select((_, chunk) => FieldId(place, chunk));

    /// <summary>Input id of the box that says that the client has to be asked.</summary>
    public static string ClientId(int place) => $"client-{Number(place)}";

    private static int Most(Handoff handoff)
    {
        var named = ScreenParts.AskedFields(handoff).Sum(chunk => chunk.Length);
        return Math.Clamp(Math.Min(HandoffRules.RoomToAsk(handoff), MostNamed / Math.Max(1, named)), 1, MostAtOnce);
    }

    private static IEnumerable<FormPart> OpenAlready(HandoffView view)
    {
        var open = view.Handoff.OpenQuestions;
        if (open.IsEmpty)
            yield break;

        yield return ScreenParts.Notes($"Asked already, and not answered yet ({open.Length}):");
        foreach (var one in open.Take(QuestionWords.MostOnACard))
            yield return ScreenParts.Notes($"{Spoken.Name(view, one.By)}: {Shortened.To(one.Text.ReplaceLineEndings(" "), 200)}");
    }

    private static IEnumerable<FormPart> Question(
        Handoff handoff, int place, ImmutableDictionary<string, Input>? inputs, ImmutableDictionary<string, string>? errors)
    {
        var text = TextId(place);
        yield return new FormPart.TextField(
            text, $"Question {Number(place)}", place == 0 ? "What do you need to know?" : null, Required: place == 0, Multiline: true,
            HandoffRules.LongestQuestion, ScreenParts.Typed(inputs, text), errors?.GetValueOrDefault(text));
        foreach (var (chunk, options) in ScreenParts.AskedFields(handoff).Index())
        {
            var id = FieldId(place, chunk);
            yield return new FormPart.ManyOf(
                id, chunk == 0 ? $"Question {Number(place)}: which answers is it about?" : "More answers", chunk == 0 ? "They can be changed along with the reply." : null,
                Required: false, options, ScreenParts.Many(inputs, id), errors?.GetValueOrDefault(id));
        }

        yield return new FormPart.ManyOf(
            ClientId(place), $"Question {Number(place)}: who has to find out?", handoff.Subject.IsClient ? "Until it is answered, that time is counted as the client's." : "Until it is answered, that time is counted as neither team's.", Required: false,
            [new(Client, $"We wait for {handoff.Subject.Outsider}")], ScreenParts.Many(inputs, ClientId(place)), Error: null);
    }

    private static string FieldId(int place, int chunk) =>
        chunk == 0 ? $"about-{Number(place)}" : string.Create(CultureInfo.InvariantCulture, $"about-{Number(place)}-{chunk + 1}");

    private static string Number(int place) => (place + 1).ToString(CultureInfo.InvariantCulture);
}
