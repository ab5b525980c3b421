using System.Reflection;
using System.Runtime.CompilerServices;

namespace HandoffBot.Host.Tests.Architecture;

/// <summary>Everything that is the project's own: its assemblies, and the types that somebody wrote.</summary>
internal static class House
{
    public static Assembly Core { get; } = Assembly.Load("HandoffBot.Core");

    public static Assembly Engine { get; } = Assembly.Load("HandoffBot.Engine");

    public static Assembly Slack { get; } = Assembly.Load("HandoffBot.Slack");

    public static Assembly MsTeams { get; } = Assembly.Load("HandoffBot.MsTeams");

    public static Assembly Playground { get; } = Assembly.Load("HandoffBot.Playground");

    public static Assembly Host { get; } = Assembly.Load("HandoffBot.Host");

    public static IReadOnlyList<Assembly> Assemblies { get; } = [Core, Engine, Slack, MsTeams, Playground, Host];

    private static readonly string[] ByTools = [".Migrations", ".Compiled"];

    public static IEnumerable<Type> Types => Assemblies.SelectMany(TypesOf);

    /// <summary>Without what compilers, source generators and the tools of the database wrote.</summary>
    public static IEnumerable<Type> TypesOf(Assembly assembly) => assembly.GetTypes().Where(IsWritten);

    public static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) is not null;

    private static bool IsWritten(Type type)
    {
        for (var one = type; one is not null; one = one.DeclaringType)
        {
            var generated = one.Name.Contains('<', StringComparison.Ordinal)
                || one.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
                || one.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), inherit: false);
            if (generated || one.Namespace?.StartsWith("HandoffBot", StringComparison.Ordinal) != true)
                return false;
        }

        return !Array.Exists(ByTools, one => type.Namespace!.EndsWith(one, StringComparison.Ordinal));
    }
}
