using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Webhooks;

namespace HandoffBot.Host;

/// <summary><c>check FOLDER</c>: says what is wrong with a configuration without starting anything.</summary>
internal static class CheckCommand
{
    /// <summary>Writes every mistake on a line of its own and one closing sentence.</summary>
    /// <returns>The exit code: 0 when the folder can be run, 1 when not.</returns>
    public static int Run(string folder, TextWriter output) => Run(folder, output, Environment.GetEnvironmentVariable);

    /// <param name="variable">The value of an environment variable.</param>
    public static int Run(string folder, TextWriter output, Func<string, string?> variable)
    {
        switch (ConfigurationFolder.Read(folder))
        {
            case Reading.Good { Configuration: var found }:
                foreach (var webhook in found.Organization.Webhooks.Values)
                    Remark(webhook, variable(webhook.SecretVariable), output);
                foreach (var team in found.Organization.Teams.Values.Where(team => team is { Slack: null, MsTeams: null }))
                    output.WriteLine($"note: team '{team.Key}' has no channel; an admin chooses one by 'setup {team.Key} here' in it, and until then nothing can be sent there");
                output.WriteLine($"{Counted(found.Playbooks.Count, "playbook")}, {Counted(found.Organization.Teams.Count, "team")}: no mistakes");
                return 0;

            case Reading.Bad bad:
                foreach (var mistake in bad.Mistakes)
                    output.WriteLine(mistake);
                output.WriteLine(Counted(bad.Mistakes.Count, "mistake"));
                return 1;

            default:
                throw new InvalidOperationException("A reading is good or bad.");
        }
    }

    /// <summary>A secret is the machine's, not the folder's: where the bot will run it may be there.</summary>
    private static void Remark(Webhook webhook, string? secret, TextWriter output)
    {
        if (WebhookSecret.WhyNot(webhook, secret) is { } why)
            output.WriteLine($"note: here {why}");
    }

    private static string Counted(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
