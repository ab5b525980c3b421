using System.Globalization;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime.Text;

namespace HandoffBot.Engine.Storage.Json;

/// <summary>An answer as it is kept. Decimals are text, so that no digit is lost.</summary>
/// <remarks>Its members can be set: what can only be given to a constructor is collected in an array first, and there are many answers to read.</remarks>
internal sealed record StoredAnswer
{
    /// <summary>What kind it is.</summary>
    public string T { get; set; } = "";

    /// <summary>Its value as text.</summary>
    public string? V { get; set; }

    /// <summary>Currency.</summary>
    public string? C { get; set; }

    /// <summary>Several choices.</summary>
    public string[]? M { get; set; }

    /// <summary>Of a person or client.</summary>
    public Guid? Id { get; set; }

    public static StoredAnswer Of(Answer answer) => answer switch
    {
        Answer.Text text => new() { T = "text", V = text.Value },
        Answer.Number number => new() { T = "number", V = Text(number.Value) },
        Answer.Money money => new() { T = "money", V = Text(money.Value), C = money.Currency },
        Answer.Date date => new() { T = "date", V = LocalDatePattern.Iso.Format(date.Value) },
        Answer.Choice choice => new() { T = "choice", V = choice.Option },
        Answer.Choices choices => new() { T = "choices", M = [.. choices.Options] },
        Answer.YesNo yesNo => new() { T = "yes-no", V = yesNo.Value ? "yes" : "no" },
        Answer.Person person => new() { T = "person", V = person.Name, Id = person.Id.Value },
        Answer.Client client => new() { T = "client", V = client.Name, Id = client.Id?.Value },
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
