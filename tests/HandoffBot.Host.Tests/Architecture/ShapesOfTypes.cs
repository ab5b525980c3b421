using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Host.Tests.Architecture;

/// <summary>How data, alternatives and services are written, and who may see them.</summary>
public sealed class ShapesOfTypes
{
    [Fact]
    public void Data_is_a_sealed_record_and_alternatives_derive_from_an_abstract_one() => new Exemptions()
        .Judge(
            "a record is sealed or abstract",
            House.Types.Where(type => House.IsRecord(type) && !type.IsSealed && !type.IsAbstract).Select(Name));

    [Fact]
    public void Classes_are_sealed_unless_they_are_abstract() => new Exemptions()
        .Judge(
            "a class is sealed, abstract or static",
            House.Types.Where(type => type.IsClass && !House.IsRecord(type) && !type.IsSealed && !type.IsAbstract).Select(Name));

    [Fact]
    public void Alternatives_are_nested_in_what_they_are_alternatives_of() => new Exemptions()
        .Judge(
            "an alternative is a sealed record nested in its abstract record",
            House.Types.Where(type => type.BaseType is { IsAbstract: true } parent && House.IsRecord(parent)
                && (type.DeclaringType != parent || !type.IsSealed)).Select(Name));

    [Fact]
    public void No_one_else_can_add_an_alternative() => new Exemptions()
        .Judge(
            "an abstract record without a primary constructor has a private one, so that its alternatives are all on one screen",
            House.Types.Where(type => type is { IsAbstract: true, IsPublic: true } && House.IsRecord(type) && CanBeDerived(type)).Select(Name));

    /// <summary>So that the tests which hold each edge to all parts of cards and forms, and to all replies, miss none.</summary>
    [Fact]
    public void An_alternative_is_seen_wherever_the_others_are() => new Exemptions()
        .Judge(
            "an alternative of what is public is public",
            House.Types.Where(type => type.BaseType is { IsAbstract: true, IsVisible: true } parent && House.IsRecord(parent) && !type.IsVisible).Select(Name));

    [Fact]
    public void Rows_and_contexts_of_the_database_are_the_engines_own()
    {
        var contexts = House.TypesOf(House.Engine).Where(type => type.IsAssignableTo(typeof(DbContext))).ToList();
        var rows = contexts.SelectMany(context => context.GetProperties())
            .Select(property => property.PropertyType)
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(DbSet<>))
            .Select(type => type.GenericTypeArguments[0])
            .ToHashSet();

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(House.Engine, row.Assembly));
        Assert.DoesNotContain(contexts.Concat(rows), type => type.IsVisible);
    }

    [Fact]
    public void What_an_edge_puts_on_the_wire_stays_its_own() => new Exemptions()
        .Judge(
            "an edge shows its registration and options, nothing of its platform's words",
            new[] { House.Slack, House.MsTeams }.SelectMany(edge => edge.GetExportedTypes())
                .Where(type => type.Namespace is not ("HandoffBot.Slack" or "HandoffBot.MsTeams") || House.IsRecord(type))
                .Select(Name));

    [Fact]
    public void Json_is_read_and_written_by_generated_code_that_nobody_else_sees() => new Exemptions()
        .Judge(
            "a JSON context is internal",
            House.Assemblies.SelectMany(assembly => assembly.GetTypes())
                .Where(type => type.IsAssignableTo(typeof(System.Text.Json.Serialization.JsonSerializerContext)) && type.IsVisible)
                .Select(Name));

    private static bool CanBeDerived(Type type) => type
        .GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .Any(made => !made.IsPrivate && made.GetParameters().Length == 0);

    private static string Name(Type type) => type.FullName!;
}
