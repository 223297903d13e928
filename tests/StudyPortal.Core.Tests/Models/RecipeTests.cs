using StudyPortal.Core.Models;

namespace StudyPortal.Core.Tests.Models;

public sealed class RecipeTests
{
    [Fact]
    public async Task The_house_has_a_recipe_of_every_variant_for_the_demonstration_small_sets_and_the_data_of_the_paper()
    {
        await using var portal = await TestPortal.CreateAsync();
        var recipes = portal.Get<ListRecipes>().Execute();

        foreach (var family in (string[])["phantom", "small-cxr", "paper-nih", "paper-chexpert", "paper-kneemri", "paper-luna16"])
        {
            var variants = recipes.Where(r => r.Name.StartsWith(family, StringComparison.Ordinal)).Select(r => r.Variant).Order();
            Assert.Equal([ModelVariant.Standard, ModelVariant.Adversarial, ModelVariant.DualBn], variants);
        }
    }

    [Fact]
    public void Another_epsilon_keeps_the_step_in_proportion()
    {
        var recipe = Parse("""{ "epochs": 4, "attack": { "epsilon": 0.02, "alpha": 0.005, "steps": 4 } }""");

        var changed = recipe.With(recipe.Numbers with { Epsilon = 0.04, Epochs = 9 });

        Assert.Equal((9, 0.04, 4), (changed.Numbers.Epochs, changed.Numbers.Epsilon, changed.Numbers.Steps));
        Assert.Contains("\"alpha\": 0.01", changed.Recipe, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_the_recipe_does_not_have_stay_away()
    {
        var recipe = Parse("""{ "epochs": 4 }""");

        Assert.Null(recipe.Numbers.Epsilon);
        Assert.DoesNotContain("epsilon", recipe.With(recipe.Numbers).Recipe, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "title": "T", "recipe": {} }""", "no text 'description'")]
    [InlineData("""{ "title": "T", "description": "D" }""", "no object 'recipe'")]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("{", "is not a JSON object")]
    public void A_document_that_is_no_recipe_is_refused_with_its_name_and_what_is_missing(string json, string reason)
    {
        var error = Assert.Throws<FormatException>(() => RecipeDocument.Parse("mine", json));

        Assert.Contains("The recipe mine", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private static RecipeDocument Parse(string recipe) =>
        RecipeDocument.Parse("test", $$"""{ "title": "T", "description": "D", "recipe": {{recipe}} }""");
}
