using System.Globalization;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime.Text;

namespace HandoffBot.Engine.Storage.Json;

/// <summary>An answer as it is kept. Decimals are text, so that no digit is lost.</summary>
/// <param name="T">What kind it is.</param>
/// <param name="V">Its value as text.</param>
/// <param name="C">Currency.</param>
/// <param name="M">Several choices.</param>
/// <param name="Id">Of a person or client.</param>
internal sealed record StoredAnswer(string T, string? V = null, string? C = null, string[]? M = null, Guid? Id = null)
{
    public static StoredAnswer Of(Answer answer) => answer switch
    {
        Answer.Text text => new("text", text.Value),
        Answer.Number number => new("number", Text(number.Value)),
        Answer.Money money => new("money", Text(money.Value), money.Currency),
        Answer.Date date => new("date", LocalDatePattern.Iso.Format(date.Value)),
        Answer.Choice choice => new("choice", choice.Option),
        Answer.Choices choices => new("choices", M: [.. choices.Options]),
        Answer.YesNo yesNo => new("yes-no", yesNo.Value ? "yes" : "no"),
        Answer.Person person => new("person", person.Name, Id: person.Id.Value),
        Answer.Client client => new("client", client.Name, Id: client.Id?.Value),
        _ => throw new InvalidOperationException($"No way to keep a {answer.GetType().Name}."),
    };

    /// <summary>Null when it makes no sense any more: the answer then counts as not given, and the gate asks for it again.</summary>
    public Answer? ToAnswer() => T switch
    {
        "text" => new Answer.Text(V ?? ""),
        "number" => Decimal is { } number ? new Answer.Number(number) : null,
        "money" => Decimal is { } amount && C is not null ? new Answer.Money(amount, C) : null,
        "date" => LocalDatePattern.Iso.Parse(V ?? "") is { Success: true } date ? new Answer.Date(date.Value) : null,
        "choice" => new Answer.Choice(V ?? ""),
        "choices" => new Answer.Choices([.. M ?? []]),
        "yes-no" => new Answer.YesNo(V == "yes"),
        "person" => Id is { } person ? new Answer.Person(new PersonId(person), V ?? "") : null,
        "client" => new Answer.Client(Id is { } client ? new ClientId(client) : null, V ?? ""),
        _ => null,
    };

    private decimal? Decimal => decimal.TryParse(V, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
