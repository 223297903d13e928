namespace StudyPortal.Core.Models;

/// <summary>The numbers of a recipe that a person changes most; null where the recipe does not have them.</summary>
/// <param name="Epochs">Passes over the training split.</param>
/// <param name="Width">Planes of the first stage.</param>
/// <param name="BatchSize">Images per optimiser step.</param>
/// <param name="Seed">Of everything drawn: weights, order, augmentation, attack starts.</param>
/// <param name="Epsilon">Radius of the attack in units of the [0,1] image; the model is trained against it, where the variant is, and tested under it.</param>
/// <param name="Steps">Steps of that attack in training.</param>
public sealed record RecipeNumbers(int? Epochs, int? Width, int? BatchSize, int? Seed, double? Epsilon, int? Steps);
