using System.Text.Json;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.MsTeams.Cards;

namespace HandoffBot.MsTeams.Tests.Cards;

public sealed class CarriedTests
{
    private static readonly Press Fix = new(Act.Fix, 1042, 2, 7, Guid.Parse("11111111-2222-3333-4444-555555555555"), 3, "scope & \"more\" 👩‍🚒");
    private static readonly FormToken Token = new(FormKind.CorrectStep, 1042, "sales-to-onboarding", 2, 7, 1, 9, "0,1,2");

    internal static Carried? Read(JsonNode data) => Carried.Read(JsonSerializer.SerializeToElement(data));

    [Fact]
    public void What_a_button_and_a_form_carry_comes_back_as_it_was()
    {
        foreach (var carried in new[] { new Carried(Fix, null), new(null, Token), new(Fix, Token), new(Fix, Token, "owner"), new(new(Act.Say), null) })
            Assert.Equal(carried, Read(carried.Write()));
    }

    [Fact]
    public void What_a_plain_button_carries_is_short() =>
        Assert.Equal("""{"hb":{"v":1,"p":{"a":"Accept","h":1042,"r":1,"v":3}}}""", new Carried(new(Act.Accept, 1042, 1, 3), null).Write().ToJsonString());

    [Fact]
    public void Inputs_and_the_clients_own_words_beside_it_do_no_harm()
    {
        var data = new Carried(Fix, Token).Write();
        data["text_scope"] = "typed";
        data["msteams"] = new JsonObject { ["type"] = "task/fetch" };
        data["hb"]!["later"] = true;

        Assert.Equal(new Carried(Fix, Token), Read(data));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"accept\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"hb":null}""")]
    [InlineData("""{"hb":[]}""")]
    [InlineData("""{"hb":{}}""")]
    [InlineData("""{"hb":{"v":1}}""")]
    [InlineData("""{"hb":{"p":{"a":"Accept"}}}""")]
    [InlineData("""{"hb":{"v":"1","p":{"a":"Accept"}}}""")]
    [InlineData("""{"hb":{"v":1,"p":{}}}""")]
    [InlineData("""{"hb":{"v":1,"p":{"a":7}}}""")]
    [InlineData("""{"hb":{"v":1,"p":{"a":"7"}}}""")]
    [InlineData("""{"hb":{"v":1,"p":{"a":"Nothing"}}}""")]
    [InlineData("""{"hb":{"v":1,"p":{"a":"Accept","h":"x"}}}""")]
    [InlineData("""{"hb":{"v":1,"p":{"a":"Claim","c":"nobody's"}}}""")]
    [InlineData("""{"hb":{"v":1,"p":{"a":"Accept"},"t":{"k":"Nothing"}}}""")]
    [InlineData("""{"hb":{"v":1,"t":{"k":"3"}}}""")]
    [InlineData("""{"hb":{"v":1,"p":{"a":"Redraw"},"s":"owner"}}""")]
    public void What_was_not_written_by_us_is_not_read(string json) => Assert.Null(Read(JsonNode.Parse(json)!));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_button_of_another_version_is_an_old_button(int version)
    {
        var data = new Carried(Fix, Token).Write();
        data["hb"]!["v"] = version;

        Assert.Null(Read(data));
    }

    [Fact]
    public void Endless_words_are_cut()
    {
        var press = Read(new Carried(new(Act.Say, Text: new string('x', 50_000)), null).Write())!.Press!;

        Assert.Equal(1000, press.Text!.Length);
    }
}
