using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat.Cards;

namespace HandoffBot.Host.Tests.Packing;

/// <summary>The app for Microsoft Teams, packed from the command line with one's own ids.</summary>
public sealed class MsTeamsPackageTests : IDisposable
{
    private const string Bot = "3d7c7a4e-0000-4000-8000-000000000001";
    private const string Placeholder = "00000000-0000-0000-0000-000000000000";

    private readonly string folder = Directory.CreateTempSubdirectory("handoffbot-app-").FullName;

    private string File => Path.Combine(folder, "app.zip");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(Bot)]
    [InlineData("{3D7C7A4E-0000-4000-8000-000000000001}")]
    public void The_app_is_packed_with_the_bots_own_id_and_nothing_of_the_template_is_left(string id)
    {
        var (code, said, wrong) = Pack(File, $"--MsTeams:AppId={id}", "--MsTeams:Package:Publisher=Acme Ltd", "--MsTeams:Package:Website=https://acme.example/bot");

        Assert.Equal((0, ""), (code, wrong));
        Assert.Equal($"{File} is the app of bot {Bot}. Upload it in Microsoft Teams: Apps, Manage your apps, Upload an app.", said);
        Assert.Equal(["manifest.json", "color.png", "outline.png"], Packed().Keys);
        var manifest = Manifest();
        Assert.Equal((Bot, Bot), ((string?)manifest["id"], (string?)manifest["bots"]![0]!["botId"]));
        Assert.Equal(Bot, (string?)manifest["composeExtensions"]![0]!["botId"]);
        var developer = manifest["developer"]!;
        Assert.Equal(
            ("Acme Ltd", "https://acme.example/bot", "https://acme.example/bot", "https://acme.example/bot"),
            ((string?)developer["name"], (string?)developer["websiteUrl"], (string?)developer["privacyUrl"], (string?)developer["termsOfUseUrl"]));
        Assert.DoesNotContain("example.com", manifest.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Placeholder, manifest.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_page_may_be_another()
    {
        Pack(File, $"--MsTeams:AppId={Bot}", "--MsTeams:Package:PrivacyPage=https://acme.example/privacy", "--MsTeams:Package:TermsPage=https://acme.example/terms");

        var developer = Manifest()["developer"]!;
        Assert.Equal(("https://acme.example/privacy", "https://acme.example/terms"), ((string?)developer["privacyUrl"], (string?)developer["termsOfUseUrl"]));
    }

    [Fact]
    public void An_id_is_enough_and_what_else_would_be_good_is_noted()
    {
        var (code, said, _) = Pack(File, $"--MsTeams:AppId={Bot}");

        Assert.Equal(0, code);
        Assert.EndsWith("note: its links lead to example.com; set MsTeams:Package:Website to a page that tells your people about the bot", said, StringComparison.Ordinal);
        Assert.Equal("HandoffBot", (string?)Manifest()["developer"]!["name"]);
    }

    [Fact]
    public void The_same_bot_gets_the_same_bytes()
    {
        var again = Path.Combine(folder, "again.zip");
        Pack(File, $"--MsTeams:AppId={Bot}");
        Pack(again, $"--MsTeams:AppId={Bot}");

        Assert.Equal(System.IO.File.ReadAllBytes(File), System.IO.File.ReadAllBytes(again));
    }

    [Theory]
    [InlineData("MsTeams:AppId is not set. Copy the Microsoft App ID from the Azure bot's page, Configuration.")]
    [InlineData("MsTeams:AppId is not set. Copy the Microsoft App ID from the Azure bot's page, Configuration.", "--MsTeams:AppId= ")]
    [InlineData("MsTeams:AppId is not a GUID. Copy the Microsoft App ID from the Azure bot's page, Configuration.", "--MsTeams:AppId=handoffbot")]
    [InlineData("MsTeams:AppId is nobody's. Copy the Microsoft App ID from the Azure bot's page, Configuration.", $"--MsTeams:AppId={Placeholder}")]
    [InlineData(
        "MsTeams:Package:Publisher has 34 characters. Microsoft Teams takes at most 32.",
        $"--MsTeams:AppId={Bot}", "--MsTeams:Package:Publisher=The Acme Company of Anvils Limited")]
    [InlineData(
        "MsTeams:Package:TermsPage is 'http://acme.example'. It is an https address of at most 2048 characters, such as https://intranet.example.com/handoffbot.",
        $"--MsTeams:AppId={Bot}", "--MsTeams:Package:TermsPage=http://acme.example")]
    [InlineData(
        "MsTeams:Package:PrivacyPage is 'acme'. It is an https address of at most 2048 characters, such as https://intranet.example.com/handoffbot.",
        $"--MsTeams:AppId={Bot}", "--MsTeams:Package:PrivacyPage=acme")]
    public void A_key_that_is_wrong_is_named_and_nothing_is_written(string sentence, params string[] keys)
    {
        Assert.Equal((1, "", $"The app cannot be packed:\n  {sentence}"), Pack(File, keys));
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public void Every_mistake_is_said_at_once_and_a_long_one_is_shortened()
    {
        var (code, _, wrong) = Pack(File, "--MsTeams:AppId=x", $"--MsTeams:Package:Website=https://acme.example/{new string('a', 2048)}");

        Assert.Equal(1, code);
        Assert.Contains("MsTeams:AppId is not a GUID", wrong, StringComparison.Ordinal);
        Assert.Contains("MsTeams:Package:Website is 'https://acme.example/aaa", wrong, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('a', 81), wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_there_already_stays_as_it_is()
    {
        System.IO.File.WriteAllText(File, "another app");

        Assert.Equal((1, "", $"The app cannot be packed:\n  {File} is there already. Delete it, or name another file."), Pack(File, $"--MsTeams:AppId={Bot}"));
        Assert.Equal("another app", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void A_folder_is_not_a_file() => Assert.Equal(
        (1, "", $"The app cannot be packed:\n  {folder} is a folder. Name a file in it, such as {Path.Combine(folder, "handoffbot-msteams.zip")}."),
        Pack(folder, $"--MsTeams:AppId={Bot}"));

    [Theory]
    [InlineData("nowhere")]
    [InlineData("taken")]
    [InlineData("/sys")]
    public void Where_nothing_can_be_written_is_said_with_the_reason(string place)
    {
        System.IO.File.WriteAllText(Path.Combine(folder, "taken"), "a file, not a folder");
        var file = Path.Combine(folder, place, "app.zip");

        var (code, said, wrong) = Pack(file, $"--MsTeams:AppId={Bot}");

        Assert.Equal((1, ""), (code, said));
        Assert.StartsWith($"The app cannot be packed:\n  {file} cannot be written: ", wrong, StringComparison.Ordinal);
        Assert.EndsWith("Name a file in a folder that is there and may be written to.", wrong, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'app zip' is nothing that msteams-package does. Say msteams-package, or msteams-package FILE.", "app", "zip")]
    [InlineData("'' is nothing that msteams-package does. Say msteams-package, or msteams-package FILE.", "")]
    public void Words_that_say_nothing_are_refused(string sentence, params string[] words) => Assert.Equal((2, "", sentence), Run(words));

    [Fact]
    public void The_manifest_is_the_checked_in_one_until_it_is_filled_in()
    {
        var template = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "teams", "manifest.json")))!;
        Pack(File, $"--MsTeams:AppId={Bot}");

        Assert.Equal((Placeholder, Placeholder), ((string?)template["id"], (string?)template["bots"]![0]!["botId"]));
        (template["id"], template["bots"]![0]!["botId"], template["composeExtensions"]![0]!["botId"]) = (Bot, Bot, Bot);
        Assert.Equal(template.ToJsonString(), Manifest().ToJsonString());
    }

    [Fact]
    public void In_each_place_exactly_what_the_bot_understands_is_suggested()
    {
        Pack(File, $"--MsTeams:AppId={Bot}");
        var bot = Manifest()["bots"]![0]!;

        var lists = bot["commandLists"]!.AsArray().ToDictionary(list => (string)Assert.Single(list!["scopes"]!.AsArray())!, list => list!["commands"]!.AsArray());
        Assert.Equal(bot["scopes"]!.AsArray().Select(scope => (string)scope!), lists.Keys);

        // A list suggests twelve commands at most.
        string[] suggested = [.. HelpCard.Lines.Select(line => line.Command)];
        Assert.True(suggested.Length <= 12);
        Assert.All(lists.Values, commands => Assert.Equal(suggested, commands.Select(command => (string)command!["title"]!)));
        Assert.All(lists.Values, commands => Assert.All(commands, command => Assert.InRange(((string)command!["description"]!).Length, 10, 80)));
    }

    [Theory]
    [InlineData("color.png", 192)]
    [InlineData("outline.png", 32)]
    public void An_icon_has_the_size_that_Microsoft_Teams_shows(string name, int side)
    {
        Pack(File, $"--MsTeams:AppId={Bot}");
        var header = Packed()[name].AsSpan();

        Assert.Equal("PNG", Encoding.ASCII.GetString(header[1..4]));
        Assert.Equal((side, side), (BinaryPrimitives.ReadInt32BigEndian(header[16..]), BinaryPrimitives.ReadInt32BigEndian(header[20..])));
    }

    [Fact]
    public void A_file_of_keys_that_cannot_be_read_is_named()
    {
        var settings = Path.Combine(HostFolders.Root, "appsettings.Unreadable.json");
        System.IO.File.WriteAllText(settings, "{");
        try
        {
            var (code, _, wrong) = Pack(File, "--environment=Unreadable");

            Assert.Equal(1, code);
            Assert.Contains("appsettings.Unreadable.json", wrong, StringComparison.Ordinal);
        }
        finally
        {
            System.IO.File.Delete(settings);
        }
    }

    private static (int Code, string Said, string Wrong) Pack(string file, params string[] keys) => Run([file, .. keys]);

    private static (int Code, string Said, string Wrong) Run(string[] words)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var code = MsTeamsPackageCommand.Run(words, output, errors);
        return (code, output.ToString().TrimEnd(), errors.ToString().TrimEnd());
    }

    private JsonNode Manifest() => JsonNode.Parse(Packed()["manifest.json"])!;

    private Dictionary<string, byte[]> Packed()
    {
        using var zip = ZipFile.OpenRead(File);
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var from = entry.Open();
            using var into = new MemoryStream();
            from.CopyTo(into);
            return into.ToArray();
        });
    }
}
