using System.Globalization;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Chat;

/// <summary>A stored answer as it stands in its control.</summary>
public static class InputOf
{
    public static Input? Stored(Answer? answer) => answer switch
    {
        null => null,
        Answer.Choice choice => new Input.Selected(choice.Option, choice.Option),
        Answer.Choices choices => new Input.Many(choices.Options),
        Answer.YesNo yesNo => yesNo.Value ? new Input.Selected("yes", "Yes") : new Input.Selected("no", "No"),
        Answer.Person person => Selected(SuggestionId.Of(person.Id), person.Name),
        Answer.Client { Id: { } id } client => Selected(SuggestionId.Of(id), client.Name),
        Answer.Client client => Selected(SuggestionId.OfNew(client.Name), client.Name),
        Answer.Number number => new Input.Typed(number.Plain),
        Answer.Money money => new Input.Typed(
            string.Create(CultureInfo.InvariantCulture, $"{money.Value:0.00##########} {money.Currency}")),
        _ => new Input.Typed(answer.Plain),
    };

    private static Input.Selected Selected(string id, string label) => new(id, label);
}
