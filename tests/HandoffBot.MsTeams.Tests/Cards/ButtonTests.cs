using HandoffBot.Core.Chat;
using HandoffBot.Core.Tests.Chat;
using HandoffBot.MsTeams.Cards;

namespace HandoffBot.MsTeams.Tests.Cards;

public sealed class ButtonTests
{
    private static readonly FormToken Token = new(FormKind.Review, 1042);

    public static TheoryData<Act> Acts => [.. Enum.GetValues<Act>()];

    [Theory]
    [MemberData(nameof(Acts))]
    public void A_button_on_a_message_opens_a_dialog_or_acts_at_once(Act act)
    {
        var button = Buttons.One(new("Label", new(act, 1042, Text: "https://example.com/")), null);

        switch ((string?)button["type"])
        {
            case "Action.OpenUrl":
                Assert.Equal((Act.Open, "https://example.com/"), (act, (string?)button["url"]));
                break;
            case "Action.Execute":
                Assert.Contains(act, new[] { Act.Claim, Act.Release, Act.Acknowledge, Act.Undo, Act.Home });
                Assert.Equal(act.ToString(), (string?)button["verb"]);
                Assert.Equal("Action.Submit", (string?)button["fallback"]!["type"]);
                Assert.Equal(CarriedTests.Read(button["data"]!), CarriedTests.Read(button["fallback"]!["data"]!));
                break;
            default:
                Assert.Equal("Action.Submit", (string?)button["type"]);
                Assert.Equal("task/fetch", (string?)button["data"]!["msteams"]!["type"]);
                break;
        }

        if (act is not Act.Open)
            Assert.Equal(new Carried(new(act, 1042, Text: "https://example.com/"), null), CarriedTests.Read(button["data"]!));
    }

    /// <summary>What answers with a form needs a dialog, and a dialog is the answer to nothing else than such a button.</summary>
    [Theory]
    [InlineData(Act.Accept)]
    [InlineData(Act.Reject)]
    [InlineData(Act.Details)]
    [InlineData(Act.Correct)]
    [InlineData(Act.KickOff)]
    [InlineData(Act.Continue)]
    [InlineData(Act.Say)]
    [InlineData(Act.Show)]
    [InlineData(Act.Withdraw)]
    public void What_may_open_a_form_is_answered_with_a_dialog(Act act) => Assert.True(Buttons.AnswersWithADialog(act));

    [Theory]
    [MemberData(nameof(Acts))]
    public void A_button_in_a_dialog_carries_its_form(Act act)
    {
        var button = Buttons.One(new("Label", new(act, 1042, Text: "https://example.com/")), Token);
        if (act is Act.Open)
            return;

        Assert.Equal("Action.Submit", (string?)button["type"]);
        Assert.Null(button["data"]!["msteams"]);
        Assert.Equal(Token, CarriedTests.Read(button["data"]!)?.Token);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_cannot_be_taken_back_is_asked_before_it_acts(bool inForm)
    {
        var press = new Press(Act.Discard, 1042);
        var button = Buttons.One(new("Discard", press, ButtonStyle.Danger, "Discard *H-1042*?"), inForm ? Token : null);
        var acts = button["card"]!["actions"]!.AsArray().Single()!;

        Assert.Equal(("Action.ShowCard", null), ((string?)button["type"], (string?)button["style"]));
        Assert.Null(button["data"]);
        Assert.Equal(@"Discard \*H-1042\*?", (string?)button["card"]!["body"]![0]!["text"]);
        Assert.Equal(("Action.Submit", "destructive"), ((string?)acts["type"], (string?)acts["style"]));
        Assert.Equal(new Carried(press, inForm ? Token : null), CarriedTests.Read(acts["data"]!));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("not an address")]
    [InlineData(null)]
    public void A_link_button_without_an_address_that_can_be_opened_is_left_out(string? address)
    {
        var drawn = MessageRenderer.Draw(new Card("Links", [new CardPart.Buttons([new("Open", new(Act.Open, Text: address))])]), new(Scene.Tenant, false));

        Assert.Empty(CardRules.All(drawn.Content, "ActionSet"));
        Assert.Equal("Links", (string?)drawn.Content["body"]!.AsArray().Single()!["text"]);
    }

    [Fact]
    public void Styles_say_how_much_a_button_asks_to_be_pressed()
    {
        static string? Style(ButtonStyle style) => (string?)Buttons.One(new("Label", new(Act.Show), style), null)["style"];

        Assert.Equal(["positive", "destructive", null], new[] { ButtonStyle.Primary, ButtonStyle.Danger, ButtonStyle.Plain }.Select(Style));
    }

    [Fact]
    public void A_lines_property_goes_to_what_follows_it_and_none_stands_at_an_end()
    {
        var drawn = MessageRenderer.Draw(
            new Card("Lines", [new CardPart.Divider(), new CardPart.Text("a"), new CardPart.Divider(), new CardPart.Divider(), new CardPart.Text("b"), new CardPart.Divider()]),
            new(Scene.Tenant, false)).Content["body"]!.AsArray();

        Assert.Equal([false, true], drawn.Select(one => (bool?)one!["separator"] ?? false));
    }
}
