using System.Collections.Immutable;
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
        Answer.Money money => new Input.Typed($"{Amount(money.Value)} {money.Currency}"),
        _ => new Input.Typed(answer.Plain),
    };

    /// <summary>What stands in a form, together with what did not fit on it and so stays as it is stored.</summary>
    public static ImmutableDictionary<string, Input> Standing(ImmutableDictionary<string, Input> inputs, Answers stored)
    {
        var untouched = inputs.Where(one => one.Value is Input.Untouched).Select(one => one.Key).ToArray();
        return inputs.RemoveRange(untouched).SetItems(
            untouched.Select(id => KeyValuePair.Create(id, Stored(stored.Find(id)))).Where(one => one.Value is not null)!);
    }

    /// <summary>Never exactly three decimals: 12.500 is twelve and a half to some and twelve thousand five hundred to others.</summary>
    private static string Amount(decimal value)
    {
        var text = value.ToString("0.00##########", CultureInfo.InvariantCulture);
        return text[^4] == '.' ? text + "0" : text;
    }

    private static Input.Selected Selected(string id, string label) => new(id, label);
}
