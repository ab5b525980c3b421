using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks.Checks;
using NodaTime;

namespace HandoffBot.Core.Playbooks;

/// <summary>What an answer is judged by besides its field.</summary>
/// <param name="Today">The date in the organization's zone.</param>
/// <param name="Currency">That of an amount without one.</param>
/// <param name="FindPerson">A person of the organization who can be named; null for anybody else.</param>
/// <param name="FindClient">A client; null when there is none of that id.</param>
public sealed record FieldContext(
    LocalDate Today, string Currency, Func<PersonId, Answer.Person?> FindPerson, Func<ClientId, Answer.Client?> FindClient)
{
    /// <summary>Of which kind a client is; null where nobody looked.</summary>
    public Func<ClientId, Subject?> SubjectOf { get; init; } = _ => null;

    /// <summary>A client whom a field can name; null for one that is not there, and for one of another kind.</summary>
    internal Answer.Client? Find(FieldKind.Client kind, ClientId id) => FindClient(id) is { } found && (SubjectOf(id) ?? kind.Of) == kind.Of ? found : null;
}

/// <summary>What an input came to.</summary>
public abstract record FieldResult
{
    private FieldResult()
    {
    }

    /// <summary>Nothing was answered, which is never malformed: what is missing stops only at the gate.</summary>
    public sealed record Empty : FieldResult;

    public sealed record Good(Answer Answer) : FieldResult;

    /// <param name="Says">For the person who typed: what would be right.</param>
    public sealed record Malformed(string Says) : FieldResult;
}

/// <summary>Turns what stands in a control into an answer. It is generous about how people write and strict about what they mean.</summary>
public static class FieldCheck
{
    /// <summary>Reads an input and holds it against the field's limits.</summary>
    public static FieldResult Read(Field field, Input? input, FieldContext context)
    {
        var result = Understand(field.Kind, input, context);
        return result is FieldResult.Good good && FieldLimits.WhyNot(field.Kind, good.Answer, context.Today) is { } why
            ? new FieldResult.Malformed(why)
            : result;
    }

    /// <summary>
    /// Why an answer that was right when it was given is not right now: its date has passed, its person has left, a correction of
    /// another answer changed what is asked. Null when it still is.
    /// </summary>
    public static string? Recheck(Field field, Answer answer, FieldContext context) => answer switch
    {
        Answer.Person person when field.Kind is FieldKind.Person && context.FindPerson(person.Id) is null =>
            $"{person.Name} is not here any more. Choose somebody else.",
        Answer.Client { Id: { } id } client when field.Kind is FieldKind.Client kind && context.Find(kind, id) is null =>
            $"{client.Name} is not there any more. Choose the {kind.Of.Word} again.",
        _ => FieldLimits.WhyNot(field.Kind, answer, context.Today),
    };

    private static FieldResult Understand(FieldKind kind, Input? input, FieldContext context) => input switch
    {
        null or Input.Typed { Text: "" } or Input.Selected { Id: "" } or Input.Many { Ids.IsDefaultOrEmpty: true } => new FieldResult.Empty(),
        Input.Typed typed => TypedAnswer.Read(kind, typed.Text, context),
        Input.Selected selected => ChosenAnswer.Read(kind, selected.Id, context),
        Input.Many many => ChosenAnswer.Read(kind, many.Ids),
        Input.Ticked ticked when kind is FieldKind.YesNo => new FieldResult.Good(new Answer.YesNo(ticked.Yes)),
        _ => new FieldResult.Malformed("This cannot be read. Answer it again."),
    };
}
