using StudyPortal.Core.Models;
using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Training;
using StudyPortal.Trainer.Modelling;

namespace StudyPortal.Trainer.Tests.Modelling;

public sealed class RecipeReaderTests
{
    public static TheoryData<string> Recipes => [.. new ListRecipes().Execute().Select(recipe => recipe.Name)];

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Every_recipe_of_the_house_is_understood_by_the_trainer(string name)
    {
        var document = new ListRecipes().Execute().Single(recipe => recipe.Name == name);

        var recipe = RecipeReader.Read(document.Recipe);

        Assert.Equal(document.Variant, recipe.Variant.ToPortal());
        Assert.Equal(document.Numbers.Epochs, recipe.Epochs);
        Assert.Equal(document.Numbers.Epsilon, recipe.Attack.Epsilon);
    }

    // Han et al., Nat Commun 12:4315 (2021) and their code: PGD with 10 steps of 0.0025 within 0.005, Adam at 0.01 falling at epochs 100 and 200 of 300,
    // batches of 64; LUNA16 in 64 pixels, the others in 256.
    [Theory]
    [InlineData("chexpert", 256)]
    [InlineData("nih", 256)]
    [InlineData("kneemri", 256)]
    [InlineData("luna16", 64)]
    public void The_published_recipes_have_the_published_numbers(string dataset, int size)
    {
        var recipe = RecipeReader.Read(new ListRecipes().Execute().Single(r => r.Name == $"paper-{dataset}-dual-bn").Recipe);

        Assert.Equal(new AttackRecipe(0.005, 0.0025, 10), recipe.Attack);
        Assert.Equal((0.01, OptimiserKind.Adam), (recipe.LearningRate, recipe.Optimiser));
        Assert.Equal([100, 200], recipe.Milestones);
        Assert.Equal((size, 64, 300, 3, 0.01), (recipe.InputSize, recipe.BatchSize, recipe.Epochs, recipe.InputChannels, recipe.NormMomentum));
        Assert.Equal(new AugmentationRecipe(24, Flip: true, 0.3, 0.3, AffineRecipe.Paper), recipe.Augmentation);
        Assert.Equal((SelectionRule.Loss, LabelPolicy.Zeros, LabelPolicy.Zeros), (recipe.Selection, recipe.Uncertain, recipe.Unmentioned));
    }

    [Theory]
    [InlineData("""{ "epoch": 3 }""", "epoch")]
    [InlineData("""{ "epochs": "three" }""", "$.epochs")]
    [InlineData("""{ "variant": "robust" }""", "$.variant")]
    [InlineData("""{ "epochs": 0 }""", "Epochs is 0; expected at least 1")]
    [InlineData("{", "cannot be read")]
    public void A_recipe_that_cannot_be_meant_is_refused_with_the_field(string json, string named)
    {
        var refusal = Assert.Throws<FormatException>(() => RecipeReader.Read(json));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }
}
