using System.Text;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.MsTeams.Cards;
using HandoffBot.MsTeams.Text;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>The shapes in which invokes are answered.</summary>
internal static class InvokeAnswers
{
    /// <summary>A sentence of some length; what is longer belongs into a card.</summary>
    private const int Sentence = 1000;

    /// <summary>
    /// Opens a dialog, or shows the next screen in it.
    /// <see href="https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots"/>
    /// </summary>
    /// <param name="dialog">The screen.</param>
    /// <param name="home">The message from which it was opened, where that is a home.</param>
    public static Answer Shows(Dialog dialog, string? home = null)
    {
        HomeMark.Write(dialog.Card, home);
        return Task("continue", new JsonObject
        {
            ["title"] = dialog.Title,
            ["height"] = dialog.Size,
            ["width"] = dialog.Size,
            ["card"] = new JsonObject { ["contentType"] = MessageRenderer.ContentType, ["content"] = dialog.Card },
        });
    }

    /// <summary>
    /// To who pressed a button that opens a dialog, or stands in one: a sentence in its place, or a dialog if there is more to see. So there is
    /// where the sentence tells a time: only a card writes it in its reader's zone.
    /// </summary>
    public static Answer ShowsInDialog(Card card, string? home = null) =>
        IsSentence(card) && !TellsATime(card) ? Task("message", Plain(card)) : Shows(DialogRenderer.Draw(card), home);

    /// <summary>
    /// To who pressed a button that acts at once; the card stays as it is for everybody. Without all three parts Microsoft Teams says that
    /// something went wrong. <see href="https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format"/>
    /// </summary>
    /// <param name="card">What is to be said.</param>
    /// <param name="zone">Where its reader is: such a sentence is plain text, whose times no client writes anew.</param>
    public static Answer ShowsBesideCard(Card card, DateTimeZone? zone = null) => Json(new JsonObject
    {
        ["statusCode"] = StatusCodes.Status200OK,
        ["type"] = "application/vnd.microsoft.activity.message",
        ["value"] = Plain(card, zone),
    });

    /// <summary>What was found for what was typed.</summary>
    public static Answer Finds(IEnumerable<Suggestion> found) => Json(new JsonObject
    {
        ["statusCode"] = StatusCodes.Status200OK,
        ["type"] = "application/vnd.microsoft.search.searchResponse",
        ["value"] = new JsonObject { ["results"] = Choices.Found(found) },
    });

    /// <summary>Whether the card is no more than its sentence.</summary>
    public static bool IsSentence(Card card) => card.Parts is [] || (card.Parts is [CardPart.Text only] && only.Phrase == card.Summary);

    private static bool TellsATime(Card card) => card.Parts is [_, ..] && card.Summary.Parts.Any(part => part is Inline.When);

    private static string Plain(Card card, DateTimeZone? zone = null) => new PhraseWriter(new Mentions(""), null, zone).Plain(card.Summary, Sentence);

    private static Answer Task(string type, JsonNode value) => Json(new JsonObject { ["task"] = new JsonObject { ["type"] = type, ["value"] = value } });

    private static Answer Json(JsonObject body) => new(StatusCodes.Status200OK, Encoding.UTF8.GetBytes(body.ToJsonString(CardJson.Letters)));
}
