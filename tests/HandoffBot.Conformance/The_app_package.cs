using System.IO.Compression;
using System.Reflection;

namespace HandoffBot.Conformance;

/// <summary>The app for Microsoft Teams as the command line packs it, judged by Microsoft's own package.</summary>
[Trait("Stage", "Conformance")]
public sealed class The_app_package
{
    private const string Bot = "7b5c0b9e-7f0a-4d5b-9d5c-0d5a3c1f2e11";

    [ConformanceFact]
    public async Task Is_what_the_newest_official_schema_says()
    {
        var folder = Directory.CreateTempSubdirectory("handoffbot-app-").FullName;
        try
        {
            var file = Path.Combine(folder, "app.zip");
            string[] words = ["msteams-package", file, $"--MsTeams:AppId={Bot}", "--MsTeams:Package:Website=https://intranet.acme.example/handoffbot"];
            Assert.Equal(0, Assembly.Load("HandoffBot.Host").EntryPoint!.Invoke(null, [words]));
            await ZipFile.ExtractToDirectoryAsync(file, folder);

            var (code, output) = await NodeScript.RunAsync("app-package.js", new Dictionary<string, string> { ["PACKAGE"] = folder, ["BOT"] = Bot });

            Assert.True(code == 0, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
