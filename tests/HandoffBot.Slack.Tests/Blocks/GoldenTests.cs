using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Tests.Chat;
using HandoffBot.Slack.Blocks;

namespace HandoffBot.Slack.Tests.Blocks;

/// <summary>
/// What people see, file by file in <c>Golden/</c>. <c>HANDOFFBOT_GOLDEN=write</c> writes the files anew, to be reviewed like code;
/// <c>HANDOFFBOT_DUMP=folder</c> writes them there for the check against the official types.
/// </summary>
public sealed class GoldenTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static TheoryData<string> Messages => [.. Samples.Cards.Keys];

    public static TheoryData<string> Views => [.. Samples.Forms.Keys];

    public static TheoryData<string> Homes => [.. HomeSamples.Views.Keys];

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_card_is_drawn_as_it_was_reviewed(string name)
    {
        var message = new MessageRenderer("/handoff").Render(Samples.Cards[name], Samples.Workspace);

        Same($"message-{name}.json", JsonSerializer.SerializeToNode(message, SlackJson.Wire.Message)!);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void A_form_is_drawn_as_it_was_reviewed(string name)
    {
        var view = new ViewRenderer("/handoff").Render(Samples.Forms[name], Samples.Workspace);

        Same($"view-{name}.json", JsonSerializer.SerializeToNode(view, SlackJson.Wire.View)!);
    }

    [Theory]
    [MemberData(nameof(Homes))]
    public void A_Home_tab_is_drawn_as_it_was_reviewed(string name)
    {
        var tab = new HomeRenderer("/handoff").Render(HomeCard.For(HomeSamples.Views[name], HomeRoom.Page), Samples.Workspace);

        Same($"tab-{name}.json", JsonSerializer.SerializeToNode(tab, SlackJson.Wire.HomeTab)!);
        Assert.DoesNotContain("more than fits", tab.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_golden_file_is_left_over()
    {
        var expected = Samples.Cards.Keys.Select(name => $"message-{name}.json").Concat(Samples.Forms.Keys.Select(name => $"view-{name}.json"))
            .Concat(HomeSamples.Views.Keys.Select(name => $"tab-{name}.json"));
        var found = Directory.GetFiles(Folder()).Select(Path.GetFileName);

        Assert.Empty(found.Except(expected));
    }

    private static void Same(string file, JsonNode drawn)
    {
        SlackRules.Obeyed(drawn);
        var json = drawn.ToJsonString(Readable) + "\n";
        if (Environment.GetEnvironmentVariable("HANDOFFBOT_DUMP") is { Length: > 0 } dump)
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(dump).FullName, file), json);

        var golden = Path.Combine(Folder(), file);
        if (Environment.GetEnvironmentVariable("HANDOFFBOT_GOLDEN") == "write")
            File.WriteAllText(golden, json);

        Assert.True(File.Exists(golden), $"{file} is missing: write it with HANDOFFBOT_GOLDEN=write and review it.");
        Assert.Equal(File.ReadAllText(golden).ReplaceLineEndings("\n"), json);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "Golden"));
}
