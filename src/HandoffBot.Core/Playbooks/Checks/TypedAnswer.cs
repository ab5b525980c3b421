using System.Text.RegularExpressions;

namespace HandoffBot.Core.Playbooks.Checks;

/// <summary>Reads what was typed.</summary>
internal static partial class TypedAnswer
{
    /// <summary>E.164 allows 15 digits; the rest is an extension.</summary>
    private const int MostDigits = 20;
    private const int FewestDigits = 6;

    public static FieldResult Read(FieldKind kind, string typed, FieldContext context)
    {
        if (kind is FieldKind.Text or FieldKind.LongText)
            return Good(kind is FieldKind.Text ? TypedText.OneLine(typed) : TypedText.Lines(typed));

        var text = TypedText.OneLine(typed);
        if (text.Length == 0)
            return new FieldResult.Empty();

        return kind switch
        {
            FieldKind.Number => TypedAmount.Number(text),
            FieldKind.Money => TypedAmount.Money(text, context.Currency),
            FieldKind.Date => TypedDate.Read(text),
            FieldKind.Email => Email(text),
            FieldKind.Url => Url(text),
            FieldKind.Phone => Phone(text),
            FieldKind.YesNo => ChosenAnswer.YesNo(text),
            FieldKind.Choice choice => ChosenAnswer.Option(choice.Options, text),
            FieldKind.Choices => ChosenAnswer.Read(kind, [text]),
            FieldKind.Client => ChosenAnswer.NewClient(text),
            FieldKind.Person => new FieldResult.Malformed("Type a few letters of the name and choose from the list."),
            _ => new FieldResult.Malformed("This cannot be read. Answer it again."),
        };
    }

    private static FieldResult Good(string text) => text.Length == 0 ? new FieldResult.Empty() : new FieldResult.Good(new Answer.Text(text));

    private static FieldResult Email(string text)
    {
        var address = text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? text["mailto:".Length..] : text;
        return EmailAddress.LooksRight(address) ? Good(address) : new FieldResult.Malformed("Write an e-mail address such as kim@example.com.");
    }

    private static FieldResult Url(string text)
    {
        if (text.Contains(' ', StringComparison.Ordinal))
            return new FieldResult.Malformed("Write one address, without spaces.");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp))
            return new FieldResult.Malformed("Write the whole address, beginning with https://.");
        if (uri.UserInfo.Length > 0)
            return new FieldResult.Malformed("Leave the user name and password out of the address.");

        return uri.Host.Length > 0 ? Good(text) : new FieldResult.Malformed("Write the whole address, such as https://example.com/contract.");
    }

    private static FieldResult Phone(string text)
    {
        var digits = text.Count(char.IsAsciiDigit);
        return PhoneShape().IsMatch(text) && digits is >= FewestDigits and <= MostDigits
            ? Good(text)
            : new FieldResult.Malformed("Write a phone number such as +44 20 7946 0000.");
    }

    [GeneratedRegex(@"^\+?[0-9 ()./–-]+((ext\.?|x|#) ?[0-9]{1,6})?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex PhoneShape();
}
