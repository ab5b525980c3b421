using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Slack.Text;

namespace HandoffBot.Slack.Blocks;

/// <summary>Draws buttons.</summary>
internal static class Buttons
{
    /// <summary>As many rows as the buttons need; a link button without an address that can be opened is left out.</summary>
    public static IEnumerable<Block> Rows(ImmutableArray<CardButton> buttons, string? blockId)
    {
        var drawn = buttons
            .Where(one => one.Press.Act is not Act.Open || LinkAddress.OfButton(one.Press.Text) is not null)
            .Select(One)
            .Chunk(Limits.ActionElements);
        return drawn.Select((row, place) => new Block.Actions([.. row]) { BlockId = blockId is null ? null : $"{blockId}-{place}" });
    }

    public static Element One(CardButton button, int place)
    {
        var link = button.Press.Act is Act.Open ? LinkAddress.OfButton(button.Press.Text) : null;
        return new Element.Button(
            Texts.Plain(button.Label, Limits.ButtonText),
            Carried.Write(link is null ? button.Press : new Press(Act.Open)),
            link,
            Style(button.Style),
            button.Confirm is null ? null : Confirm(button, button.Confirm))
        { ActionId = ActionIds.Button(button.Press.Act, place) };
    }

    private static Confirmation Confirm(CardButton button, string question) => new(
        Texts.Plain(button.Label, Limits.ConfirmTitle),
        Texts.Plain(question, Limits.ConfirmText, oneLine: false),
        Texts.Plain(button.Label, Limits.ConfirmButton),
        Texts.Plain("Cancel", Limits.ConfirmButton),
        Style(button.Style));

    private static string? Style(ButtonStyle style) => style switch
    {
        ButtonStyle.Primary => "primary",
        ButtonStyle.Danger => "danger",
        _ => null,
    };
}
